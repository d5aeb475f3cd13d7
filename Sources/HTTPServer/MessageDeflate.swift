internal import Gzip
internal import HTTP

/// Packs and unpacks the messages of one WebSocket (RFC 7692 §7.2). Where nothing is remembered between two
/// messages, there is memory for it only while one is under way.
final class MessageDeflate: WebSocketInflater {
  private let agreed: WebSocketDeflate
  private var deflater: Deflater?
  private var inflater: Inflater?

  init(_ agreed: WebSocketDeflate) { self.agreed = agreed }

  /// Whether what it packs is the same for everybody.
  var isShared: Bool { agreed.serverForgets && agreed.serverWindow == nil }

  /// Nil if there is no memory for it.
  func deflate(_ message: [UInt8]) -> [UInt8]? {
    let deflater = self.deflater ?? (try? Deflater(window: agreed.serverWindow ?? 15))
    self.deflater = agreed.serverForgets ? nil : deflater
    return try? deflater?.message(message)
  }

  func inflate(_ piece: [UInt8], into output: inout [UInt8], limitBytes: Int) throws(WebSocketFailure) {
    do throws(Inflater.Failure) {
      if inflater == nil { inflater = try Inflater() }
      try inflater?.inflate(piece, into: &output, limitBytes: limitBytes)
    } catch {
      throw error == .tooLarge ? .tooLarge(limitBytes: limitBytes) : .badPayload("A message cannot be unpacked.")
    }
  }

  func endMessage(into output: inout [UInt8], limitBytes: Int) throws(WebSocketFailure) {
    try inflate([0, 0, 0xff, 0xff], into: &output, limitBytes: limitBytes)
    if agreed.clientForgets { inflater = nil }
  }
}
