internal import EventLoop
internal import Gzip
internal import HTTP

/// A message as a frame, encoded once for all who listen; packed when the first asks who can unpack it.
@Loop final class SocketFrame {
  private let text: [UInt8]
  private let plain: [UInt8]
  private lazy var packed = WebSocketFrame.encode(.text, (try? Deflater().message(text)) ?? [], isDeflated: true)

  init(_ text: [UInt8]) {
    // The text is kept only where it may be packed.
    self.text = text.count >= WebLimits.socketPackBytes ? text : []
    plain = WebSocketFrame.encode(.text, text)
  }

  func bytes(packed wantsPacked: Bool) -> [UInt8] { wantsPacked && !text.isEmpty ? packed : plain }
}
