/// The head of a request: request line and fields (RFC 9112 §2–5), kept as one copy of its bytes and a list of
/// small ranges. Making one costs two allocations; a String is made only by the accessor that returns one.
public struct RequestHead: Sendable {
  public typealias Failure = HeadFailure

  public let method: Method
  public let version: Version
  public let fields: Fields
  /// How the body ends. After a refused or unread body the connection is out of step.
  public let framing: BodyFraming
  /// May another request follow on this connection?
  public let keepAlive: Bool
  /// Does the client wait for `100 Continue` before it sends the body? Never on HTTP/1.0.
  public let expectsContinue: Bool
  /// Where in `bytes` the target as sent, its path and its query stand, all still percent-encoded.
  public let targetRange: Range<Int>
  public let pathRange: Range<Int>
  public let queryRange: Range<Int>?
  private let hostRange: Range<Int>?

  /// The head as it was received, with its blank line. Its count is what the head took from the input.
  public var bytes: [UInt8] { fields.bytes }
  /// As it was sent, still percent-encoded.
  public var path: String { String(repairing: bytes.span.extracting(pathRange)) }
  public var target: String { String(repairing: bytes.span.extracting(targetRange)) }
  /// The host and port asked for: from an absolute target, else from the Host field. Nil only on HTTP/1.0.
  public var host: Host? { hostRange.flatMap { Host(String(repairing: bytes.span.extracting($0))) } }
  public subscript(name: FieldName) -> String? { fields[name] }
  /// What follows `Bearer` in `Authorization` (RFC 6750 §2.1).
  public var bearerToken: String? {
    self[.authorization].flatMap { $0.lowercased().hasPrefix("bearer ") ? String($0.dropFirst(7)) : nil }
  }

  /// Reads a complete head, blank line included; nil if `bytes` do not hold all of it.
  public static func parse(
    _ bytes: Span<UInt8>, limits: HeadLimits = .standard
  ) throws(HeadFailure) -> RequestHead? {
    var parser = Parser(limits: limits)
    return try parser.next(bytes)
  }

  /// Reads a head that arrives in pieces, without looking at any byte twice before it is complete.
  public struct Parser: Sendable {
    private var end: HeadEnd

    public init(limits: HeadLimits = .standard) { end = HeadEnd(limits) }

    /// bytes:   everything since the message's first byte; what follows the head may stand behind it
    /// returns: the head, which took `head.bytes.count` bytes, or nil until more arrives
    /// cost:    O(new bytes); two allocations when complete. Use a new parser for the next message
    public mutating func next(_ bytes: Span<UInt8>) throws(HeadFailure) -> RequestHead? {
      guard let count = try end.find(in: bytes) else { return nil }
      return try RequestHead(bytes.extracting(0..<count), start: end.start, lines: end.lines)
    }
  }

  private init(_ bytes: Span<UInt8>, start: Int, lines: Int) throws(HeadFailure) {
    let line = try RequestLine(bytes, from: start)
    let form = try TargetForm(bytes, line.target, line.method)
    var reader = HeadLines(capacity: lines)
    try reader.read(bytes, from: line.end)
    let control = reader.control
    try control.check(line.version)
    hostRange = try Self.host(bytes, control, form, line.version)
    (method, version, targetRange) = (line.method, line.version, line.target)
    (pathRange, queryRange) = (form.path, form.query)
    framing = BodyFraming(request: control)
    keepAlive = control.keepAlive(line.version)
    expectsContinue = control.expectsContinue && line.version == .http11
    fields = Fields(bytes: [UInt8](copying: bytes), lines: reader.lines)
  }

  /// RFC 9112 §3.2: exactly one valid Host on HTTP/1.1, even beside an absolute target.
  private static func host(
    _ bytes: Span<UInt8>, _ control: MessageControl, _ form: TargetForm, _ version: Version
  ) throws(HeadFailure) -> Range<Int>? {
    guard let host = control.host else {
      if version == .http11 { throw .missingHost }
      return form.authority
    }
    guard Host.isValid(bytes.extracting(host)) else { throw .badHost }
    return form.authority ?? host
  }

  /// Writes a request's head: the request line, `fields` and the blank line.
  public static func encode(
    _ method: Method, target: String, fields: Fields, into output: inout [UInt8]
  ) {
    output.append(contentsOf: method.description.utf8)
    output.append(.space)
    for byte in target.utf8 where !byte.isControl && byte != .space { output.append(byte) }
    output.append(contentsOf: " HTTP/1.1\r\n".utf8)
    fields.encode(into: &output)
    output.append(contentsOf: "\r\n".utf8)
  }
}
