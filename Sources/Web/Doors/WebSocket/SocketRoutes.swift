internal import Chat
internal import EventLoop
internal import HTTP
internal import HTTPServer
internal import Login

/// The door for WebSockets: `GET /ws/chat/{session_id}?agent_name=&after=`.
extension WebApp {
  func addSocketRoutes() {
    guard options.webSocket.isEnabled else { return }
    on(.get, "/ws/chat/{session_id}", for: options.webSocket) { [unowned self] call in
      let session = try await sessions.session(call.captures[0], for: call.user)
      do throws(WebSocketHandshake.Failure) {
        // First: a socket watches its session from the moment it is made.
        let handshake = try WebSocketHandshake(call.head)
        open(ChatSocket(session, for: call.visitor, in: self, call.target), call, handshake)
        return nil
      } catch {
        let code = error.status == 426 ? "upgrade_required" : "bad_request"
        return Reply.failure(Failure(error.status, code, error.description, error.fields))
      }
    }
  }

  private func open(_ socket: ChatSocket, _ call: Call, _ handshake: WebSocketHandshake) {
    if case .login(let id) = call.visitor.key { streams.add(socket, of: id) }
    guard let opened = call.exchange.upgrade(handshake, to: socket, messageBytes: limits.socketBytes) else {
      return socket.socketEnded()
    }
    socket.open(opened)
  }

  /// One for all who listen to a session this way.
  func socketLog(of session: Session) -> SocketLog {
    if let there = socketLogs[session.id], there.session === session { return there }
    let new = SocketLog(session, showing: options.webSocket)
    socketLogs[session.id] = new
    return new
  }

  func leave(_ log: SocketLog) {
    log.listeners -= 1
    if log.listeners == 0, socketLogs[log.session.id] === log { socketLogs[log.session.id] = nil }
  }
}
