internal import Crypto
public import EventLoop
public import HTTP
public import Kernel

/// One request and its one answer. Whoever holds it may answer, now or later; the second answer is ignored,
/// and so is one to a client that has gone.
@Loop public final class Exchange {
  public let head: RequestHead
  public let peer: SocketAddress
  private var connection: Connection?
  private var writer: ResponseWriter?
  private var abandoned: (@Loop () -> Void)?
  private let mark: String
  private let number: Int
  private let began: Int

  init(_ head: RequestHead, connection: Connection) {
    self.head = head
    self.connection = connection
    peer = connection.peer
    let server = connection.server
    (mark, number, began) = (server.mark, server.requestCount, server.report == nil ? 0 : server.milliseconds)
  }

  /// What answers that are made for this request alone name in `X-Request-Id`, and the log too.
  public var id: String { "\(mark)-\(number)" }

  public var isAnswered: Bool { connection == nil || writer != nil }

  public func respond(_ response: Response) {
    var response = response
    response.fields = named(response.fields)
    respond(PreparedResponse(response))
  }

  public func respond(_ response: PreparedResponse) {
    guard writer == nil, let connection = leave() else { return }
    report(response.status, response.body.count, connection)
    connection.send(response, head.version, isHead: head.method == .head)
  }

  /// The next piece of the body, as it comes; nil at the end. More than `limitBytes` in all is an error at once
  /// if the length is declared, else when it is passed. The sender is held back while nobody asks.
  public func nextBodyPiece(limitBytes: Int) async throws -> [UInt8]? {
    guard let connection else { throw BodyFailure.closed }
    guard let body = connection.body else { return nil }
    try body.openOnce(limitBytes: limitBytes)
    return try await body.next()
  }

  /// The whole body.
  public func body(limitBytes: Int) async throws -> [UInt8] {
    var whole: [UInt8] = []
    while let piece = try await nextBodyPiece(limitBytes: limitBytes) { whole += piece }
    return whole
  }

  /// Begins an answer of a known length whose body is written bit by bit. Nil if the client has gone.
  public func begin(_ status: Int, _ fields: Fields, length: Int) -> ResponseWriter? {
    guard writer == nil, let connection else { return nil }
    report(status, length, connection)
    connection.beginWriting(PreparedResponse(status, named(fields), length: length), head.version)
    let writer = ResponseWriter(connection, length: head.method == .head ? 0 : length) { [weak self] in
      _ = self?.leave()
    }
    self.writer = writer
    return writer
  }

  /// Turns the connection into an event stream that ends when one side closes it. Nil if the client has gone.
  public func stream(_ status: Int, _ fields: Fields, from source: any StreamSource) -> EventStream? {
    guard writer == nil, let connection = leave() else { return nil }
    report(status, nil, connection)
    return connection.beginStream(PreparedResponse(status, named(fields), length: nil), head.version, source)
  }

  /// Tells, once, that the client went before it had its answer: as soon as that is known, or at once. Who closes its
  /// half of the connection is taken to have gone, even if it waits all the same.
  public func whenAbandoned(_ body: @escaping @Loop () -> Void) {
    guard let connection else { return body() }
    abandoned = body
    connection.updateInterest()
  }

  /// Whether somebody wants to know that the client has gone.
  var isWatched: Bool { abandoned != nil }

  /// Turns the connection into a WebSocket; nil if the client has gone. What it sends is refused beyond the limit.
  ///
  /// messageBytes: the largest message that may come, unpacked
  /// forgets:      no message is packed with the help of those before it, which saves memory on both sides
  public func upgrade(
    _ handshake: WebSocketHandshake, to handler: any WebSocketHandler, messageBytes: Int, forgets: Bool = true
  ) -> WebSocket? {
    guard writer == nil, let connection = leave() else { return nil }
    report(101, nil, connection)
    var deflate = handshake.deflate
    if forgets {
      deflate?.serverForgets = true
      deflate?.clientForgets = true
    }
    let fields = handshake.answer(digest: Digest.sha1(handshake.challenge), deflate: deflate)
    return connection.beginWebSocket(named(fields)) {
      WebSocket($0, handler, deflate: deflate.map { MessageDeflate($0) }, messageBytes: messageBytes)
    }
  }

  func connectionClosed() {
    connection = nil
    abandoned?()
    abandoned = nil
    writer?.connectionClosed()
  }

  func isWritable() { writer?.isWritable() }

  private func named(_ fields: Fields) -> Fields {
    var fields = fields
    fields.append("X-Request-Id", id)
    return fields
  }

  private func report(_ status: Int, _ bytes: Int?, _ connection: Connection) {
    guard let report = connection.server.report else { return }
    report(
      RequestReport(
        id: id, method: "\(head.method)", path: String(head.path.prefix(200)), status: status, bytes: bytes,
        milliseconds: connection.server.milliseconds - began))
  }

  private func leave() -> Connection? {
    abandoned = nil
    defer { connection = nil }
    return connection
  }
}
