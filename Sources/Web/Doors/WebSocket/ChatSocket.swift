internal import Agent
internal import Chat
internal import EventLoop
internal import FoundationEssentials
internal import HTTP
internal import HTTPServer
internal import Login

/// One client at the WebSocket's door: a place in the session's log, and what it asks for, one thing after the other.
@Loop final class ChatSocket: WebSocketHandler, EventSubscriber, OpenDoor {
  private let session: Session
  private let user: User
  private let agent: String?
  private unowned let app: WebApp
  private let log: SocketLog
  private var place: SocketPlace
  /// How much of what has no number was there when it was last looked for.
  private var passed: Int
  private var socket: WebSocket?
  private var hasGreeted = false
  private var isOver = false
  var whenEnded: @Loop () -> Void = {}

  init(_ session: Session, for visitor: Visitor, in app: WebApp, _ target: RequestTarget) {
    self.session = session
    self.app = app
    user = visitor.user
    agent = target["agent_name"].flatMap { $0.isEmpty ? nil : $0 }
    log = app.socketLog(of: session)
    log.listeners += 1
    let after = target["after"] ?? ""
    place = after.isEmpty ? SocketPlace(session.log.tail) : SocketPlace(after)
    passed = session.log.passed
    session.log.subscribe(self)
  }

  func open(_ socket: WebSocket) { self.socket = socket }

  func eventsArrived() { socket?.wake() }

  func end() {
    isOver = true
    socket?.wake()
  }

  func socketEnded() {
    socket = nil
    whenEnded()
    whenEnded = {}
    session.log.unsubscribe(self)
    app.leave(log)
  }

  func next() -> WebSocketStep {
    if isOver { return .close(Self.loggedOut) }
    if !hasGreeted {
      hasGreeted = true
      return .frames(WebSocketFrame.encode(.text, greeting))
    }
    let step = log.next(&place, packed: socket?.sharesDeflated == true)
    guard case .wait = step, let entry = session.log.passing(since: &passed) else { return step }
    return .frames(log.words(of: entry.event).flatMap { WebSocketFrame.encode(.text, $0.ended(at: place)) })
  }

  private var greeting: [UInt8] {
    var text = SocketText("connected")
    text.add("session_id", session.id)
    text.add("agent_name", agent ?? session.info.agent ?? app.agents.agent(named: nil)?.configuration.name ?? "")
    text.add("running", json: "\(session.turn != nil)".utf8)
    if let turn = session.turn { text.add("message_id", turn.messageID) }
    return text.ended(at: place)
  }

  private static let loggedOut = WebSocketClose(1008, "You were logged out.")
}

/// What the client says.
extension ChatSocket {
  func received(_ message: WebSocketMessage) {
    hold { [self] in
      switch try await read(message) {
      case .chat(let request): try await chat(request)
      case .ping(let timestamp): pong(timestamp)
      case .interrupt: if await session.stop() == 0 { say(SocketText("interrupted")) }
      }
    }
  }

  /// A long one is read where nobody waits for it.
  private func read(_ message: WebSocketMessage) async throws -> SocketRequest {
    if case .text(let bytes) = message, bytes.count > WebLimits.socketStudyBytes {
      return try await app.study.run { try SocketRequest(message) }
    }
    return try SocketRequest(message)
  }

  /// Reads nothing more until it is done.
  private func hold(_ work: @escaping @Loop @Sendable () async throws -> Void) {
    socket?.isHeld = true
    Loop.start { [self] in
      do { try await work() } catch { refuse(Failure(error)) }
      socket?.isHeld = false
    }
  }

  private func chat(_ request: TurnRequest) async throws {
    var request = request
    request.sessionID = session.id
    request.agent = request.agent ?? agent
    switch try await app.begin(request, for: user) {
    // Its events come by the log.
    case .started, .joined: break
    // The call came before, and its turn is long over: its end is told once more.
    case .finished(let message, _): message.events.last.map { log.words(of: $0).forEach { say($0) } }
    }
  }

  private func pong(_ timestamp: JSONValue?) {
    var text = SocketText("pong")
    if let timestamp, let json = try? JSONEncoder().encode(timestamp) { text.add("timestamp", json: json) }
    say(text)
  }

  private func refuse(_ failure: Failure) { say(SocketTranscript.error(failure.code, failure.message)) }

  private func say(_ text: SocketText) { socket?.send(.text, text.ended(at: place)) }
}
