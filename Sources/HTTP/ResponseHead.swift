/// The head of a response: read by the client, written by the server.
public struct ResponseHead: Sendable {
  public typealias Failure = HeadFailure

  public let status: Int
  public let version: Version
  public let fields: Fields
  private let control: MessageControl

  /// A head to send. `Content-Length` and the like are the caller's to add.
  public init(_ status: Int, _ fields: Fields = Fields()) {
    (self.status, self.fields) = (status, fields)
    (version, control) = (.http11, MessageControl())
  }

  /// `100 Continue` and its kin: the real response is still to come on the same connection. 101 is not one.
  public var isInterim: Bool { status < 200 && status != 101 }
  public subscript(name: FieldName) -> String? { fields[name] }

  /// How the received body ends, which depends on the request's method.
  public func framing(to method: Method) -> BodyFraming {
    BodyFraming(response: control, status: status, to: method)
  }

  /// May the connection serve another request once the body has been read?
  public func keepAlive(to method: Method) -> Bool {
    control.keepAlive(version) && framing(to: method) != .untilClose && status != 101
  }

  /// Reads a complete head, blank line included; nil if `bytes` do not hold all of it.
  public static func parse(
    _ bytes: Span<UInt8>, limits: HeadLimits = .standard
  ) throws(HeadFailure) -> ResponseHead? {
    var parser = Parser(limits: limits)
    return try parser.next(bytes)
  }

  /// Reads a head that arrives in pieces; see `RequestHead.Parser`.
  public struct Parser: Sendable {
    private var end: HeadEnd

    public init(limits: HeadLimits = .standard) { end = HeadEnd(limits) }

    /// bytes:   everything since the message's first byte
    /// returns: the head, which took `head.fields.bytes.count` bytes, or nil until more arrives
    public mutating func next(_ bytes: Span<UInt8>) throws(HeadFailure) -> ResponseHead? {
      guard let count = try end.find(in: bytes) else { return nil }
      return try ResponseHead(bytes.extracting(0..<count), start: end.start, lines: end.lines)
    }
  }

  private init(_ bytes: Span<UInt8>, start: Int, lines: Int) throws(HeadFailure) {
    let lineEnd = try HeadLines.valueEnd(bytes, from: start)
    (version, status) = try Self.statusLine(bytes.extracting(start..<lineEnd))
    var reader = HeadLines(capacity: lines)
    try reader.read(bytes, from: lineEnd + 2)
    control = reader.control
    try control.check(version)
    fields = Fields(bytes: [UInt8](copying: bytes), lines: reader.lines)
  }

  /// The reason may be missing, with or without the space before it.
  private static func statusLine(_ line: Span<UInt8>) throws(HeadFailure) -> (Version, Int) {
    guard line.count >= 12, line[8] == .space, line.count == 12 || line[12] == .space else {
      throw .badStatusLine
    }
    guard let status = line.extracting(9..<12).decimal(), status >= 100 else { throw .badStatusLine }
    return (try Version(line.extracting(0..<8)), status)
  }

  /// Writes status line, fields and the blank line.
  public func encode(into output: inout [UInt8]) {
    output.append(contentsOf: "HTTP/1.1 ".utf8)
    output.append(contentsOf: String(status).utf8)
    output.append(.space)
    output.append(contentsOf: Status.reason(status).utf8)
    output.append(contentsOf: "\r\n".utf8)
    fields.encode(into: &output)
    output.append(contentsOf: "\r\n".utf8)
  }
}
