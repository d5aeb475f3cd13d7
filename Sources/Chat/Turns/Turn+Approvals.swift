/// Calls that wait for a person's word.
extension Turn {
  /// The words that end an approval, as people see them.
  public nonisolated static let approvalOptions: [ApprovalRequest.Option] = [
    .init(id: "allow", label: "Allow"), .init(id: "session", label: "Allow for this session"),
    .init(id: "deny", label: "Deny"),
  ]

  /// Whether it waits for a person's word. While it does it does nothing else, and outlasts the server.
  public var isWaiting: Bool {
    guard isOpen, let call = answer.waitingCall else { return false }
    return questions[call]?.isTaken != true
  }

  /// Asks whoever watches the session, and waits for as long as it takes. Who was asked before the server was
  /// started anew is not asked again.
  ///
  /// returns: the option chosen
  /// errors:  `CancellationError`
  public func ask(_ request: ApprovalRequest) async throws -> String {
    if answer.call(request.id)?.approval == nil { put(.approval(request)) }
    return try await question(request.id).answer()
  }

  /// A person's answer. It is on the disk, and every device has seen it, when this returns.
  ///
  /// by:     whose, for others to see
  /// errors: `.approvalNotFound`, `.approvalAnswered`, `.invalid` for an option that was not offered, `.storage`,
  ///         `.shuttingDown`: it will be asked again at the next start
  func answer(_ call: String, _ option: String, by user: String?) async throws {
    guard let tool = answer.call(call), let approval = tool.approval else { throw ChatError.approvalNotFound(call) }
    if session.store.isShuttingDown { throw ChatError.shuttingDown }
    let question = question(call)
    guard approval.answer == nil, !question.isTaken, isOpen else { throw ChatError.approvalAnswered }
    guard approval.options.contains(where: { $0.id == option }) else {
      throw ChatError.invalid("option is one of \(approval.options.map(\.id).joined(separator: ", "))")
    }
    question.isTaken = true
    do { if option == "session" { try await session.allow(tool.tool) } } catch {
      question.isTaken = false
      throw error
    }
    guard isOpen else { throw ChatError.approvalAnswered }
    put(.approvalEnd(ApprovalEnd(id: call, option: option, by: user)))
    await journal.drain()
    question.end(.success(option))
  }

  /// Takes a question away from people: an answer that comes before the disk has heard of that is too late.
  ///
  /// returns: false if somebody's answer was first
  func takeQuestion(_ call: String) -> Bool {
    let question = question(call)
    defer { question.isTaken = true }
    return !question.isTaken
  }

  private func question(_ call: String) -> Question {
    if let question = questions[call] { return question }
    let question = Question()
    questions[call] = question
    return question
  }
}

extension Session {
  /// A person's answer to a call that waits.
  ///
  /// errors: `.approvalNotFound`, `.approvalAnswered`, `.invalid` for an option that was not offered, `.storage`
  public func answer(_ call: String, with option: String, by user: String? = nil) async throws {
    do {
      guard let turn else { throw ChatError.approvalNotFound(call) }
      try await turn.answer(call, option, by: user)
    } catch ChatError.approvalNotFound where hasAsked(call) { throw ChatError.approvalAnswered }
  }

  /// Whether an earlier answer had that call to ask about.
  private func hasAsked(_ call: String) -> Bool {
    history.reversed().contains { message in
      message.parts.contains { if case .tool(let tool) = $0 { tool.id == call && tool.approval != nil } else { false } }
    }
  }
}
