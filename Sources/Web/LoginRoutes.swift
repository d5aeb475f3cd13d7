internal import Chat
internal import EventLoop
internal import HTTP
internal import HTTPServer
internal import Login

/// In and out of the house.
extension WebApp {
  func addLoginRoutes() {
    on(.get, "/api/me") { [door] call in Reply.json(200, Me(call.visitor, isLocked: door.keeper.isLocked)) }
    onPublic(.post, "/api/login") { [door] exchange, call in
      let body = try await call.decode(NameAndPassword.self)
      return try await door.logIn(exchange, body.name, body.password)
    }
    onPublic(.post, "/api/setup") { [door] exchange, call in
      let body = try await call.decode(SetupBody.self)
      try await door.keeper.setUp(
        key: body.key, name: body.name, password: body.password, from: door.address(exchange))
      return try await door.logIn(exchange, body.name, body.password)
    }
    on(.post, "/api/logout") { [door] call in
      let body = try await call.decode(LogoutBody.self)
      try await door.keeper.logOut(call.visitor, everywhere: body.everywhere ?? false)
      return Reply.json(200, ["ok": true], door.cookie(nil, for: call.head))
    }
    on(.post, "/api/password") { [door] call in
      let body = try await call.decode(PasswordBody.self)
      try await door.keeper.changePassword(of: call.visitor, from: body.old, to: body.new)
      return try await door.logIn(call.exchange, call.visitor.name, body.new)
    }
  }
}

extension FrontDoor {
  fileprivate func logIn(_ exchange: Exchange, _ name: String, _ password: String) async throws -> Response {
    let agent = exchange.head[.userAgent] ?? ""
    let value = try await keeper.logIn(name, password, from: address(exchange), agent: agent)
    return Reply.json(200, ["name": name], cookie(value, for: exchange.head))
  }
}

private struct Me: Encodable {
  let name: String
  /// Whether there is a login at all, and thus something to log out of.
  let login: Bool

  init(_ visitor: Visitor, isLocked: Bool) {
    name = visitor.name
    if case .login = visitor.key { login = true } else { login = false }
  }
}

private struct NameAndPassword: Decodable {
  let name: String
  let password: String
}

private struct SetupBody: Decodable {
  let key: String
  let name: String
  let password: String
}

private struct LogoutBody: Decodable { let everywhere: Bool? }

private struct PasswordBody: Decodable {
  let old: String
  let new: String
}
