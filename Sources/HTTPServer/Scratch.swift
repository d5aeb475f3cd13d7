internal import HTTP
internal import Kernel

/// The one buffer into which all connections read: an idle connection holds no memory for it.
struct Scratch {
  private var bytes: [UInt8]
  private(set) var count = 0
  /// What has been used up so far.
  private(set) var at = 0

  init(capacity: Int) { bytes = [UInt8](repeating: 0, count: capacity) }

  var isUsedUp: Bool { at == count }

  /// Reads anew; 0 is the end, nil means nothing now.
  mutating func fill(from socket: borrowing Socket) throws(SystemError) -> Int? {
    at = 0
    count = 0
    guard let read = try socket.read(into: &bytes) else { return nil }
    count = read
    return read
  }

  /// Puts bytes that were kept in the place of what was read.
  mutating func load(_ kept: [UInt8]) {
    at = 0
    count = kept.count
    if bytes.count < count { bytes += [UInt8](repeating: 0, count: count - bytes.count) }
    bytes.replaceSubrange(0..<count, with: kept)
  }

  mutating func head(_ parser: inout RequestHead.Parser) throws(HeadFailure) -> RequestHead? {
    guard let head = try parser.next(bytes.span.extracting(at..<count)) else { return nil }
    at += head.bytes.count
    return head
  }

  /// Takes body from what is left: whatever of it is there, and whether it has ended.
  mutating func body(_ decoder: inout BodyDecoder) throws(BodyDecoder.Failure) -> BodyDecoder.Piece {
    var at = self.at
    defer { self.at = at }
    return try decoder.piece(bytes, &at, end: count)
  }

  /// Takes messages of a WebSocket from what is left.
  mutating func message(_ reader: inout WebSocketReader) throws(WebSocketFailure) -> WebSocketMessage? {
    var at = self.at
    defer { self.at = at }
    return try reader.next(bytes.span.extracting(0..<count), &at)
  }

  /// What was not used, for the connection to keep.
  func rest() -> [UInt8] { Array(bytes[at..<count]) }
}
