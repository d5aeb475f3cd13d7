// sources: HTTP Gzip Tests/Fuzz/Shared/Pieces.swift
// WebSocket: the same however it is cut, packed or not, never beyond its limit; a text is UTF-8; what is packed
// comes out again; offers of extensions are read without a crash, and an answer is an offer that is taken.
import Gzip
import HTTP

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let input = Pieces(data, size)
  for inflates in [false, true] {
    expectSame(read([input.wire], inflates), read(input.cut, inflates), "frames, whole and in pieces")
  }
  readHandshake(input.wire)
  guard let packed = try? Deflater(window: 9 + Int(data.pointee % 7)).message(input.wire) else { return 0 }
  let frame = masked(packed)
  let said = read([frame, frame], true)
  if input.wire.count <= limit { expectSame(said, ["2 \(input.wire)", "2 \(input.wire)"], "packed and unpacked") }
  return 0
}

private let limit = 4096

private func read(_ pieces: [[UInt8]], _ inflates: Bool) -> [String] {
  var reader = WebSocketReader(limitBytes: limit, inflater: inflates ? Unpacker() : nil)
  var transcript: [String] = []
  do {
    for piece in pieces {
      var at = 0
      while let message = try reader.next(piece.span, &at) { transcript.append(line(message)) }
      precondition(at == piece.count)
    }
  } catch { transcript.append("\(error.closeCode)") }
  return transcript
}

private func line(_ message: WebSocketMessage) -> String {
  switch message {
  case .text(let bytes):
    precondition(bytes.count <= limit && String(validating: bytes, as: UTF8.self) != nil)
    return "1 \(bytes)"
  case .binary(let bytes):
    precondition(bytes.count <= limit)
    return "2 \(bytes)"
  case .ping(let bytes): return "9 \(bytes)"
  case .pong(let bytes): return "10 \(bytes)"
  case .close(let close): return "8 \(close)"
  }
}

/// A client's binary message, packed.
private func masked(_ packed: [UInt8]) -> [UInt8] {
  var head = WebSocketFrame.encode(.binary, packed, isDeflated: true)
  head.removeLast(packed.count)
  head[1] |= 0x80
  return head + [0, 0, 0, 0] + packed
}

private func readHandshake(_ wire: [UInt8]) {
  let offer = String(decoding: wire.map { $0 < 32 || $0 > 126 ? 32 : $0 }, as: UTF8.self)
  guard let first = handshake(offer)?.deflate else { return }
  precondition(handshake(first.description)?.deflate?.description == first.description)
}

private func handshake(_ extensions: String) -> WebSocketHandshake? {
  let text =
    "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Extensions: \(extensions)\r\n\r\n"
  guard let head = try? RequestHead.parse(Array(text.utf8).span) else { return nil }
  return try? WebSocketHandshake(head)
}

private final class Unpacker: WebSocketInflater {
  private var inflater = try? Inflater()

  func inflate(_ piece: [UInt8], into output: inout [UInt8], limitBytes: Int) throws(WebSocketFailure) {
    do throws(Inflater.Failure) { try inflater?.inflate(piece, into: &output, limitBytes: limitBytes) } catch {
      throw error == .tooLarge ? .tooLarge(limitBytes: limitBytes) : .badPayload("")
    }
  }

  func endMessage(into output: inout [UInt8], limitBytes: Int) throws(WebSocketFailure) {
    try inflate([0, 0, 0xff, 0xff], into: &output, limitBytes: limitBytes)
    inflater = try? Inflater()
  }
}
