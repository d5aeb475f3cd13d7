internal import Chat
internal import EventLoop
internal import HTTP
internal import HTTPClient

/// MCP over HTTP: each message a POST, each answer JSON or a stream of events (MCP, Streamable HTTP), in both
/// eras.
@Loop final class AddressTransport: Transport {
  weak var receiver: (any TransportReceiver)?
  var revision: String?
  let hasOwnStreams = true
  let address: ServerAddress
  let client: HTTPClient
  let limits: MCPLimits
  private let decoder: BodyReader
  /// Handshake era: what the server calls our session.
  private(set) var sessionID: String?
  private var listening: Task<Void, Never>?

  init(_ address: ServerAddress, client: HTTPClient, study: Disk, limits: MCPLimits) {
    self.address = address
    self.client = client
    self.limits = limits
    decoder = BodyReader(study: study, limits: limits)
  }

  /// Whether requests stand for themselves: no session, nothing to take up again.
  private var isModern: Bool { revision.map(Revision.modern.contains) ?? false }

  func send(_ message: Outgoing) async throws {
    if message.method == "initialize" { (sessionID, revision) = (nil, nil) }
    let response = try await exchange(.post, fields(for: message), message.bytes)
    guard (200..<300).contains(response.status) else { return try await refused(response, message) }
    if message.method == "initialize" { sessionID = response.fields["Mcp-Session-Id"] }
    guard let id = message.id else { return Self.drain(response) }
    guard response.status != 202 else { throw ServerFailure.call("took the call, and gives no answer") }
    try await receive(response, answering: id)
  }

  /// Takes the server's own news as long as the session lasts, if the server has such a stream.
  func listen() {
    listening?.cancel()
    listening = Loop.start { [weak self] in
      var place = StreamPlace()
      while let pause = await self?.listenOnce(&place) {
        guard (try? await Loop.sleep(for: pause)) != nil else { return }
      }
    }
  }

  func close() async {
    listening?.cancel()
    guard sessionID != nil else { return }
    let fields = fields(for: nil)
    _ = try? await Loop.withDeadline(limits.grace) { [self] in
      Self.drain(try await exchange(.delete, fields, []))
    }
  }

  private func receive(_ response: ClientResponse, answering id: Int) async throws {
    guard response.isEventStream else {
      return try deliver(await decoder.document(response), answering: id)
    }
    var place = StreamPlace()
    if try await follow(response, answering: id, &place) { return }
    try await resume(id, &place)
  }

  /// One JSON document, which should be the answer.
  private func deliver(_ messages: [ServerMessage], answering id: Int) throws(ServerFailure) {
    for case .failure(nil, let failure) in messages { throw .refused(failure) }
    guard messages.contains(where: { $0.answeredID == id }) else {
      throw .call("answered something else than what it was asked")
    }
    for message in messages { receiver?.received(message, during: id) }
  }

  /// Reads a stream of events until the answer to `id` has come (nil: to its end).
  ///
  /// returns: whether it has
  private func follow(_ response: ClientResponse, answering id: Int?, _ place: inout StreamPlace) async throws -> Bool {
    var stream = EventReader(response, limitBytes: limits.messageBytes)
    while let event = try await stream.next(&place) {
      guard let messages = await decoder.messages(event) else {
        receiver?.receivedNonsense("sent “\(Words.line(event, atMost: 120))”")
        continue
      }
      for message in messages { receiver?.received(message, during: id) }
      if let id, messages.contains(where: { $0.answeredID == id }) {
        Self.drain(response)
        return true
      }
    }
    return false
  }

  /// Takes a stream up again that ended too soon, where the server can (`Last-Event-ID`).
  private func resume(_ id: Int, _ place: inout StreamPlace) async throws {
    guard !isModern, !place.id.isEmpty else { throw ServerFailure.call("ended its answer before it was complete") }
    var triesLeft = limits.resumptions
    while triesLeft > 0 {
      triesLeft -= 1
      let before = place.id
      try await Loop.sleep(for: place.pause)
      guard let response = try? await exchange(.get, fields(for: nil, place), []), response.isEventStream else {
        try Task.checkCancellation()
        continue
      }
      if try await follow(response, answering: id, &place) { return }
      if place.id != before { triesLeft = limits.resumptions }
    }
    throw ServerFailure.call("ended its answer before it was complete, and does not take it up again")
  }

  /// How long to wait before listening again; nil if the server has nothing to listen to.
  private func listenOnce(_ place: inout StreamPlace) async -> Duration? {
    do {
      let response = try await exchange(.get, fields(for: nil, place), [])
      guard response.isEventStream else {
        Self.drain(response)
        return nil
      }
      let before = place.id
      _ = try await follow(response, answering: nil, &place)
      place.failures = place.id == before ? place.failures + 1 : 0
    } catch is CancellationError {
      return nil
    } catch {
      place.failures += 1
    }
    return place.pause
  }

  /// The answer is no success: what does it mean?
  private func refused(_ response: ClientResponse, _ message: Outgoing) async throws {
    let refusal = await decoder.refusal(response)
    if response.status == 404, sessionID != nil, message.method != nil { throw ServerFailure.sessionLost }
    if let id = message.id, let failure = refusal.failure {
      receiver?.received(.failure(id: id, failure), during: id)
      return
    }
    if message.method == "initialize", [400, 404, 405].contains(response.status), await isOfOldKind() {
      throw ServerFailure.ended(
        "speaks only HTTP+SSE of 2024, which Martlet does not: ask for its Streamable HTTP address")
    }
    throw address.failure(response, refusal.words)
  }

  /// Whether the server speaks the transport of 2024-11-05: its stream begins with where to post to.
  private func isOfOldKind() async -> Bool {
    let fields = fields(for: nil)
    let limits = limits
    let isOld = try? await Loop.withDeadline(limits.probe) { [self] in
      let response = try await exchange(.get, fields, [])
      guard response.isEventStream else { return false }
      var stream = EventReader(response, limitBytes: limits.errorBodyBytes)
      var place = StreamPlace()
      _ = try await stream.next(&place)
      response.cancel()
      return stream.name == "endpoint"
    }
    return isOld ?? false
  }

  private func exchange(_ method: Method, _ fields: Fields, _ body: [UInt8]) async throws -> ClientResponse {
    var request = ClientRequest(method, address.url, fields: fields, body: body)
    request.silenceTimeout = limits.listening
    do { return try await client.send(request) } catch let error as HTTPClientError {
      throw ServerFailure.ended("cannot be reached: \(error)")
    }
  }

  private func fields(for message: Outgoing?, _ place: StreamPlace = StreamPlace()) -> Fields {
    var fields = address.fields
    fields.set(.accept, message == nil ? "text/event-stream" : "application/json, text/event-stream")
    if message != nil { fields.set(.contentType, "application/json") }
    if let sessionID { fields.set("Mcp-Session-Id", sessionID) }
    if !place.id.isEmpty { fields.set(.lastEventID, place.id) }
    let isProbe = message?.method == "server/discover"
    if let version = revision ?? (isProbe ? Revision.modern[0] : nil) { fields.set("MCP-Protocol-Version", version) }
    if let message, isModern || isProbe { Self.mirror(message, into: &fields) }
    return fields
  }

  /// 2026-07-28: those in between see what is asked without reading the body.
  private static func mirror(_ message: Outgoing, into fields: inout Fields) {
    if let method = message.method { fields.set("Mcp-Method", method) }
    if message.method == "tools/call", let name = message.params?["name"]?.text {
      fields.set("Mcp-Name", MirroredParameter.encode(name))
    }
    for parameter in message.mirrored {
      if let name = FieldName(parameter.field) { fields.set(name, parameter.value) }
    }
  }

  /// Reads the end of the body, so that the connection can serve again; nobody waits for it.
  private static func drain(_ response: ClientResponse) {
    Loop.start {
      _ = try? await Loop.withDeadline(.seconds(1)) { try await response.collect(atMost: 1 << 16) }
      response.cancel()
    }
  }
}

extension ClientResponse {
  fileprivate var isEventStream: Bool {
    (200..<300).contains(status) && fields[.contentType].flatMap(MediaType.init)?.essence == "text/event-stream"
  }
}
