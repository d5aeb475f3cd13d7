internal import Chat
internal import EventLoop

/// A conversation with one server, from the handshake to the end: requests and their answers, what the server
/// asks, what it tells.
@Loop final class ServerSession: TransportReceiver {
  /// Who speaks.
  static let client: JSONValue = .object(["name": .string("martlet"), "version": .string("1")])

  let limits: MCPLimits
  /// What the server's tools are has changed.
  var onToolsChanged: (@Loop () -> Void)?
  /// The session is over, and not because we closed it. Once.
  var onEnd: (@Loop (ServerFailure) -> Void)?
  /// A line for the log.
  var onRemark: (@Loop (String) -> Void)?

  let transport: any Transport
  /// The revision of the protocol, once agreed on.
  private(set) var revision = ""
  private(set) var isModern = false
  private(set) var capabilities: JSONValue = .null
  /// The last thing that the server said and that made no sense.
  private(set) var nonsense: String?
  private(set) var isOver = false
  private var calls: [Int: PendingCall] = [:]
  private var lastID = 0

  init(_ transport: any Transport, limits: MCPLimits) {
    self.transport = transport
    self.limits = limits
    transport.receiver = self
  }

  /// What the server and we agreed on. Every later request says so.
  func agree(on revision: String, capabilities: JSONValue) {
    self.revision = revision
    self.capabilities = capabilities
    isModern = Revision.modern.contains(revision)
    transport.revision = revision
  }

  /// Sends a request and returns its result.
  ///
  /// limit:  nil for a request that is answered when the server sees fit
  /// errors: `ServerFailure`; `CancellationError`, and the server is told
  func request(
    _ method: String, _ params: [String: JSONValue] = [:], limit: Duration?, asking call: CallRequest? = nil
  ) async throws -> JSONValue {
    guard !isOver else { throw ServerFailure.ended("is gone") }
    lastID += 1
    let id = lastID
    let pending = PendingCall(limit: limit, extensions: call == nil ? 0 : limits.extensions, onNews: call?.onNews)
    calls[id] = pending
    defer { calls[id] = nil }
    let message = outgoing(method, id, params, call)
    let transport = transport
    let sending = Loop.start {
      do { try await transport.send(message) } catch { pending.end(.failure(error)) }
    }
    do { return try await pending.wait() } catch {
      sending.cancel()
      tellCancelled(id, method, error)
      throw error
    }
  }

  func notify(_ method: String, _ params: [String: JSONValue]? = nil) {
    send(.notification(method, params))
  }

  /// Ends the session: whoever still waits for an answer gets none.
  func close() async {
    onEnd = nil
    finish(.ended("was stopped"))
    await transport.close()
  }

  func received(_ message: ServerMessage, during call: Int?) {
    switch message {
    case .result(let id, let result): answer(id, .success(result))
    case .failure(let id?, let failure): answer(id, .failure(ServerFailure.refused(failure)))
    case .failure(nil, let failure): receivedNonsense("an error that belongs to no call: \(failure.message)")
    case .request(let id, let method, _): send(reply(to: method, id))
    case .notification(let method, let params): take(method, params, during: call)
    }
  }

  func receivedNonsense(_ words: String) {
    let line = Words.line(words, atMost: 200)
    if nonsense == nil { onRemark?("says what makes no sense: \(line)") }
    nonsense = line
  }

  func ended(_ failure: ServerFailure) {
    let onEnd = onEnd
    finish(failure)
    onEnd?(failure)
  }

  func dropped(_ words: String) {
    for call in calls.values { call.end(.failure(ServerFailure.call(words))) }
  }

  private func finish(_ failure: ServerFailure) {
    guard !isOver else { return }
    isOver = true
    for call in calls.values { call.end(.failure(failure)) }
  }

  private func answer(_ id: Int, _ result: Result<JSONValue, any Error>) {
    // An answer to what was given up is no fault; one to what nobody asked is.
    guard let call = calls[id] else {
      if id > lastID || id < 1 { receivedNonsense("an answer to a request \(id) that nobody made") }
      return
    }
    call.end(result)
  }

  private func take(_ method: String, _ params: JSONValue, during id: Int?) {
    switch method {
    case "notifications/progress":
      if let token = params["progressToken"]?.integer { calls[token]?.progressed(CallNews.progress(params)) }
    case "notifications/message":
      // Without a stream of its own a line of the log belongs to the one call at work, if there is just one.
      let asking = calls.filter { $0.value.takesNews }
      (id.flatMap { calls[$0] } ?? (asking.count == 1 ? asking.first?.value : nil))?.logged(CallNews.log(params))
    case "notifications/tools/list_changed": onToolsChanged?()
    default: break
    }
  }

  private func reply(to method: String, _ id: JSONValue) -> Outgoing {
    if method == "ping" { return .result(of: id, .object([:])) }
    return .refusal(of: id, code: RPCFailure.methodNotFound, "Martlet does not offer \(Words.line(method, atMost: 60))")
  }

  private func send(_ message: Outgoing) {
    let transport = transport
    Loop.start { try? await transport.send(message) }
  }

  private func outgoing(
    _ method: String, _ id: Int, _ params: [String: JSONValue], _ call: CallRequest?
  ) -> Outgoing {
    var params = params
    var meta: [String: JSONValue] = isModern || method == "server/discover" ? modernMeta : [:]
    if call != nil {
      meta["progressToken"] = .integer(id)
      if isModern { meta["io.modelcontextprotocol/logLevel"] = .string("info") }
    }
    if !meta.isEmpty { params["_meta"] = .object(meta) }
    var message = Outgoing.request(method, id: id, params)
    message.mirrored = isModern ? call?.mirrored ?? [] : []
    return message
  }

  private var modernMeta: [String: JSONValue] {
    [
      "io.modelcontextprotocol/protocolVersion": .string(isModern ? revision : Revision.modern[0]),
      "io.modelcontextprotocol/clientInfo": Self.client,
      "io.modelcontextprotocol/clientCapabilities": .object([:]),
    ]
  }

  /// Once nobody waits any more the server need not work on (MCP, Cancellation). A handshake is never cancelled.
  private func tellCancelled(_ id: Int, _ method: String, _ error: any Error) {
    guard !isOver, !["initialize", "server/discover"].contains(method) else { return }
    let reason: String
    switch error {
    case is CancellationError: reason = "stopped by the user"
    case ServerFailure.late: reason = "no answer in time"
    default: return
    }
    // Where a request has its own stream, closing it says the same (2026-07-28, Streamable HTTP).
    if isModern, transport.hasOwnStreams { return }
    send(.notification("notifications/cancelled", ["requestId": .integer(id), "reason": .string(reason)]))
  }
}
