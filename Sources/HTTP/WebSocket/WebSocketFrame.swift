/// The head of a frame (RFC 6455 §5.2).
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +-+-+-+-+-------+-+-------------+-------------------------------+
///     |F|R|R|R| opcode|M| length      | length, if it was 126: 16 bit |
///     |I|S|S|S|       |A|             |         if it was 127: 64 bit |
///     |N|V|V|V|  (4)  |S|    (7)      |           (network order)     |
///     | |1|2|3|       |K|             |                               |
///     +-+-+-+-+-------+-+-------------+ - - - - - - - - - - - - - - - +
///     | … length                      | masking key, if MASK: 32 bit  |
///     +-------------------------------+-------------------------------+
///     | … masking key                 | payload, each byte XOR        |
///     +-------------------------------+ - -  key[place % 4]           +
///     |                              payload …                        |
///     +---------------------------------------------------------------+
///
/// RSV1 marks the first frame of a message that is deflated (RFC 7692 §6).
public struct WebSocketFrame: Hashable, Sendable {
  public let opcode: WebSocketOpcode
  public let isFinal: Bool
  public let isDeflated: Bool
  /// Of the payload, in bytes.
  public let length: Int
  let key: [UInt8]

  /// bytes:        those of the head that have come so far
  /// allowsDeflate: whether RSV1 has been agreed upon
  /// returns:      the head and how many bytes it took, or nil if some are missing
  /// errors:       `.malformed` for all that no client may send, as soon as it can be seen
  static func parse(
    _ bytes: Span<UInt8>, allowsDeflate: Bool
  ) throws(WebSocketFailure) -> (frame: WebSocketFrame, count: Int)? {
    guard bytes.count > 0 else { return nil }
    let opcode = try opcode(bytes[0], allowsDeflate)
    guard bytes.count > 1 else { return nil }
    guard bytes[1] & 0x80 != 0 else { throw .malformed("A client's frame is not masked.") }
    let short = Int(bytes[1] & 0x7f)
    if opcode.isControl, short > 125 { throw .malformed("A control frame has more than 125 bytes.") }
    let more = short == 127 ? 8 : short == 126 ? 2 : 0
    guard bytes.count >= 2 + more else { return nil }
    let length = more == 0 ? short : try longLength(bytes.extracting(2..<2 + more))
    guard bytes.count >= 6 + more else { return nil }
    let frame = WebSocketFrame(
      opcode: opcode, isFinal: bytes[0] & 0x80 != 0, isDeflated: bytes[0] & 0x40 != 0, length: length,
      key: [UInt8](copying: bytes.extracting(2 + more..<6 + more)))
    return (frame, 6 + more)
  }

  private static func opcode(_ byte: UInt8, _ allowsDeflate: Bool) throws(WebSocketFailure) -> WebSocketOpcode {
    guard let opcode = WebSocketOpcode(rawValue: byte & 15) else {
      throw .malformed("A frame has the reserved opcode \(byte & 15).")
    }
    // RFC 7692 §6.1: only on a message's first frame.
    let mayDeflate = allowsDeflate && (opcode == .text || opcode == .binary)
    guard byte & 0x30 == 0, byte & 0x40 == 0 || mayDeflate else { throw .malformed("A frame has a reserved bit set.") }
    if opcode.isControl, byte & 0x80 == 0 { throw .malformed("A control frame is a fragment.") }
    return opcode
  }

  private static func longLength(_ bytes: Span<UInt8>) throws(WebSocketFailure) -> Int {
    guard bytes.count == 2 || bytes[0] < 0x80 else { throw .malformed("A frame's length is negative.") }
    var length = 0
    for index in bytes.indices { length = length << 8 | Int(bytes[index]) }
    // §5.2: the shortest form is the only one.
    guard length > (bytes.count == 2 ? 125 : 65_535) else { throw .malformed("A frame's length is written too long.") }
    return length
  }

  /// A whole message, or one part of it, in one frame of a server's: unmasked.
  public static func encode(
    _ opcode: WebSocketOpcode, _ payload: [UInt8], isDeflated: Bool = false, isFinal: Bool = true
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(payload.count + 10)
    bytes.append((isFinal ? 0x80 : 0) | (isDeflated ? 0x40 : 0) | opcode.rawValue)
    switch payload.count {
    case ...125: bytes.append(UInt8(payload.count))
    case ...65_535: bytes += [126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
    default:
      bytes.append(127)
      for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(payload.count >> shift & 255)) }
    }
    bytes += payload
    return bytes
  }
}
