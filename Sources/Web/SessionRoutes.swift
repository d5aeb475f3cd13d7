internal import Chat
internal import EventLoop
internal import HTTP
internal import HTTPServer

/// Sessions: the list, and one by one.
extension WebApp {
  func addSessionRoutes() {
    on(.get, "/api/sessions") { [sessions, study] call in
      guard let words = call.target["q"] else {
        return try await Reply.json(sessions.all(for: call.user), to: call.head.fields, on: study)
      }
      let found = try await sessions.list(for: call.user, matching: words)
      return try await Reply.json(found, to: call.head.fields, on: study)
    }
    on(.post, "/api/sessions") { [sessions] call in
      let draft = try await call.decode(SessionDraft.self, limitBytes: call.limits.historyBytes)
      return Reply.json(201, try await sessions.create(draft, for: call.user).info)
    }
    on(.get, "/api/sessions/{id}") { [sessions, study, options] call in
      let session = try await sessions.session(call.captures[0], for: call.user)
      let limit = try call.number("limit") ?? call.limits.historyPage
      let snapshot = options.app.shown(try session.snapshot(limit: limit, before: call.target["before"]))
      return try await Reply.json(snapshot, to: call.head.fields, on: study)
    }
    on(.put, "/api/sessions/{id}") { [sessions] call in
      let draft = try await call.decode(SessionDraft.self, limitBytes: call.limits.historyBytes)
      return Reply.json(200, try await sessions.put(call.captures[0], draft, for: call.user).info)
    }
    on(.patch, "/api/sessions/{id}") { [sessions] call in
      var draft = try await call.decode(SessionDraft.self)
      draft.history = nil
      let session = try await sessions.session(call.captures[0], for: call.user)
      try await session.update(draft)
      return Reply.json(200, session.info)
    }
    on(.delete, "/api/sessions/{id}") { [sessions] call in
      try await sessions.delete(call.captures[0], for: call.user)
      return Reply.okay
    }
    addCopyRoutes()
  }

  /// Sessions that come from others, and go out.
  private func addCopyRoutes() {
    on(.post, "/api/sessions/{id}/fork") { [sessions] call in
      let body = try await call.decode(ForkBody.self)
      return Reply.json(201, try await sessions.fork(call.captures[0], at: body.message_id, for: call.user).info)
    }
    on(.get, "/api/sessions/{id}/export") { [sessions] call in
      guard let format = ExportFormat(rawValue: call.target["format"] ?? "md") else {
        throw Failure(422, "invalid", "format is md or json.")
      }
      let file = try await sessions.export(call.captures[0], as: format, for: call.user)
      let disposition = ContentDisposition.attachment.field(filename: file.name)
      return Reply.bytes(200, file.mime, file.bytes, [.contentDisposition: disposition])
    }
    on(.post, "/api/import") { [sessions] call in
      let file = try await call.singleFile(limitBytes: call.limits.historyBytes)
      return Reply.json(201, try await sessions.importFile(file.bytes, named: file.name, for: call.user).info)
    }
  }
}

private struct ForkBody: Decodable { let message_id: String }

extension Call {
  /// A query item that must be a number of zero or more.
  func number(_ name: String) throws -> Int? {
    guard let text = target[name] else { return nil }
    guard let number = Int(text), number >= 0 else { throw Failure(422, "invalid", "\(name) is a whole number.") }
    return number
  }
}
