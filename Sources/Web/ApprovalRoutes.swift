internal import Chat
internal import EventLoop
internal import HTTP
internal import HTTPServer

/// A person's word on a call that waits for it.
extension WebApp {
  func addApprovalRoutes() {
    on(.post, "/api/sessions/{id}/approvals/{call}") { [sessions] call in
      let body = try await call.decode(ApprovalBody.self)
      let session = try await sessions.session(call.captures[0], for: call.user)
      // While everybody is the owner, a name says nothing.
      let name = call.user == .owner ? nil : call.user.name
      try await session.answer(call.captures[1], with: body.option, by: name)
      return Reply.okay
    }
  }
}

private struct ApprovalBody: Decodable { let option: String }
