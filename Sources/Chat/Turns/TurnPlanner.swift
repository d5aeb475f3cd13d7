internal import EventLoop
internal import Kernel

/// Checks a call to begin a turn against the history, and says what it comes to.
@Loop struct TurnPlanner {
  let history: [Message]
  let session: SessionInfo
  let store: Store

  func plan(_ request: TurnRequest, for user: User) async throws -> TurnPlan {
    if let id = request.clientID, id.isEmpty || id.unicodeScalars.count > store.limits.clientIDCharacters {
      throw ChatError.invalid("client_id has 1 to \(store.limits.clientIDCharacters) characters")
    }
    let named = request.agent ?? session.agent
    let agent = if let answerers = request.answerers { try answerers.choose(named) } else { named }
    var plan = TurnPlan(
      user: user, history: history, agent: agent, namedAgent: request.agent,
      wantsReasoning: request.wantsReasoning, clientID: request.clientID)
    plan.isOutside = agent.map { request.answerers?.outside.contains($0) ?? false } ?? false
    if let last = history.last, last.role == .user, let id = request.clientID, last.clientID == id {
      // The call came before, and the server went down before the answer had begun.
      plan.addsMessage = false
    } else if let target = request.regenerate {
      try regenerate(target, request, &plan)
    } else {
      try await add(request, &plan)
    }
    return plan
  }

  private func regenerate(_ target: String, _ request: TurnRequest, _ plan: inout TurnPlan) throws {
    guard request.message.isEmpty, request.attachments.isEmpty, request.edit == nil else {
      throw ChatError.invalid("regenerate takes no message, attachments or edit")
    }
    guard let index = history.firstIndex(where: { $0.id == target }),
      let question = history[...index].lastIndex(where: { $0.role == .user })
    else { throw ChatError.unknownMessage(target) }
    plan.addsMessage = false
    cut(&plan, after: question + 1)
  }

  private func add(_ request: TurnRequest, _ plan: inout TurnPlan) async throws {
    try check(request)
    if let target = request.edit {
      guard let index = history.firstIndex(where: { $0.id == target && $0.role == .user }) else {
        throw ChatError.unknownMessage(target)
      }
      cut(&plan, after: index)
    }
    var message = Message(
      id: Identifier.random(), role: .user, at: Int(WallClock.milliseconds), content: request.message)
    message.clientID = request.clientID
    message.attachments = try await store.uploads.attach(request.attachments, to: session.id, for: plan.user)
    plan.history.append(message)
  }

  private func check(_ request: TurnRequest) throws {
    let limits = store.limits
    if request.message.allSatisfy(\.isWhitespace), request.attachments.isEmpty {
      throw ChatError.emptyMessage
    }
    if request.message.utf8.count > limits.messageBytes {
      throw ChatError.tooLarge("A message has at most \(limits.messageBytes) bytes")
    }
    if request.attachments.count > limits.attachmentsAMessage {
      throw ChatError.tooLarge("A message has at most \(limits.attachmentsAMessage) attachments")
    }
  }

  private func cut(_ plan: inout TurnPlan, after count: Int) {
    plan.removed = Array(plan.history[count...])
    plan.history.removeLast(plan.history.count - count)
  }
}
