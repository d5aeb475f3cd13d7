public import EventLoop
internal import Kernel

/// One answer in the making: what an agent writes to. Every call is synchronous and cheap, and nothing that a
/// browser does ends it: only `stop`, the end of the session or of the house, and the agent itself.
@Loop public final class Turn {
  public let id: String
  /// The answer's.
  public let messageID: String
  public let session: Session
  public let user: User
  /// What is to be answered: the last of `history`.
  public let userMessage: Message
  public let agent: String?
  /// What the model may see, oldest first, with partial answers that were stopped or interrupted.
  public let history: [Message]
  public let wantsReasoning: Bool
  public let clientID: String?
  /// Where a reader stands who has seen nothing of this turn yet.
  public let startCursor: Cursor
  /// What had come of the answer when the server was started anew: its agent goes on from there.
  public let earlier: EarlierAnswer?

  let journal: Journal
  var answer: AnswerBuilder
  /// What it waits for if a program outside answers.
  let outside: OutsideWord?
  /// What people were asked, by the id of the call.
  var questions: [String: Question] = [:]
  private let began: ContinuousClock.Instant
  private var reasoningBegan: ContinuousClock.Instant?
  private var task: Task<Void, Never>?
  private(set) var isOpen = true
  private(set) var ending: TurnOutcome?
  private let over = Moment()

  /// earlier: what had come of the answer before the server was started anew
  init(
    _ start: TurnStart, plan: TurnPlan, session: Session, startCursor: Cursor, file: JournalFile,
    after earlier: AnswerBuilder? = nil
  ) {
    id = start.turnID
    messageID = start.messageID
    self.session = session
    user = plan.user
    userMessage = start.userMessage
    agent = start.agent
    history = plan.history.filter { $0.role == .user || !$0.parts.isEmpty || !$0.content.isEmpty }
    wantsReasoning = plan.wantsReasoning
    clientID = plan.clientID
    self.startCursor = startCursor
    self.earlier = earlier.map { EarlierAnswer(parts: $0.message.parts, openCalls: $0.openCalls) }
    outside = start.isOutside == true ? OutsideWord() : nil
    answer = earlier ?? AnswerBuilder()
    if earlier == nil { answer.apply(.turnStart(start)) }
    began = .now - .milliseconds(earlier == nil ? 0 : max(0, Int(WallClock.milliseconds) - start.at))
    let store = session.store
    journal = Journal(file, log: session.log, disk: store.disk, mergeWindow: store.limits.mergeWindow)
    journal.turn = self
  }

  /// One that waited when the server ended.
  convenience init(_ turn: WaitingTurn, in session: Session, startCursor: Cursor) {
    let start = turn.start
    let plan = TurnPlan(
      user: session.user, history: turn.history, wantsReasoning: start.reasoning ?? true,
      clientID: start.clientID ?? start.userMessage.clientID)
    self.init(start, plan: plan, session: session, startCursor: startCursor, file: turn.file, after: turn.answer)
  }

  public func progress(_ text: String, toolHint: Bool = false) {
    put(.progress(text: text, toolHint: toolHint))
  }

  public func reasoning(_ text: String) {
    guard !text.isEmpty else { return }
    if reasoningBegan == nil { reasoningBegan = .now }
    put(.reasoningDelta(text))
  }

  /// Harmless when no reasoning is open; visible text and calls of tools do it by themselves.
  public func endReasoning() { endReasoning(signature: nil) }

  /// signature: see `Part`; without any reasoning before it, that of a thought whose words are hidden
  public func endReasoning(signature: String?) {
    guard reasoningBegan != nil || signature != nil else { return }
    let ms = reasoningBegan.map { Self.milliseconds(since: $0) } ?? 0
    reasoningBegan = nil
    put(.reasoningEnd(ms: ms, signature: signature))
  }

  public func text(_ text: String) {
    guard !text.isEmpty else { return }
    endReasoning()
    put(.token(text))
  }

  public func toolCall(_ call: ToolCall) {
    endReasoning()
    put(.toolCall(call))
  }

  public func toolStream(id: String, _ text: String) {
    if !text.isEmpty { put(.toolStream(id: id, text: text)) }
  }

  /// Takes an open question about the call away.
  public func toolResult(_ result: ToolResult) {
    if answer.waitingCall == result.id, takeQuestion(result.id) {
      put(.approvalEnd(ApprovalEnd(id: result.id, option: ApprovalEnd.stopped)))
    }
    put(.toolResult(result))
  }

  /// Owns the turn's task. What `body` returns or throws becomes `done` or `error`; a `TurnFailure` says
  /// itself what to tell. Cancellation reaches `body` when somebody stops the turn.
  public func run(_ body: @escaping @Loop @Sendable (Turn) async throws -> Completion) {
    // Who stops the turn may come before its agent does.
    guard task == nil, isOpen, ending == nil else { return }
    task = Loop.start { await self.work(body) }
  }

  /// Returns once the turn has ended and what came of it is stored.
  public func end() async {
    await over.come()
  }

  private func work(_ body: @Loop @Sendable (Turn) async throws -> Completion) async {
    do { await finish(.completed(try await body(self))) } catch { await finish(Self.outcome(of: error)) }
  }

  func put(_ event: Event) {
    if isOpen { journal.append(event) }
  }

  private static func outcome(of error: any Error) -> TurnOutcome {
    switch error {
    case let failure as TurnFailure: .failed(failure)
    case is CancellationError:
      .failed(TurnFailure(code: "cancelled", message: "The answer was cut off", retryable: true))
    default: .failed(TurnFailure(code: "internal", message: "\(error)", retryable: true))
    }
  }

  private static func milliseconds(since start: ContinuousClock.Instant) -> Int {
    let (seconds, attoseconds) = start.duration(to: .now).components
    return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
  }
}

/// The end of a turn.
extension Turn {
  /// What has come so far, exactly as far as the log shows: a newcomer reads this and goes on from the log's
  /// tail.
  public var snapshot: TurnSnapshot {
    TurnSnapshot(turnID: id, userMessageID: userMessage.id, message: answer.message)
  }

  func seen(_ events: [Event]) {
    let wasWaiting = isWaiting
    for event in events { answer.apply(event) }
    if wasWaiting != isWaiting { session.store.changed(session) }
  }

  /// Ends the turn early, and returns once it has ended. The first reason given counts.
  func stop(_ outcome: TurnOutcome) async {
    cutOff(outcome)
    await end()
  }

  /// Asks the turn to end.
  func cutOff(_ outcome: TurnOutcome) {
    guard ending == nil, isOpen else { return }
    ending = outcome
    guard let task else {
      Loop.start { await self.finish(outcome) }
      return
    }
    task.cancel()
    // A body that does not heed its cancellation must not hold the session for ever.
    EventLoop.shared.schedule(after: session.store.limits.stopGrace) {
      if self.isOpen { Loop.start { await self.finish(outcome) } }
    }
  }

  func journalFailed(_ error: any Error) {
    let words = "The answer could not be written to the disk: \(error)"
    cutOff(.failed(TurnFailure(code: "storage", message: words, retryable: true)))
  }

  /// The house closes while a person is asked: nothing ends, the journal keeps it all for the next start.
  func park() {
    isOpen = false
    task?.cancel()
    over.isHere()
  }

  private func finish(_ outcome: TurnOutcome) async {
    guard isOpen else { return }
    endReasoning()
    isOpen = false
    let outcome = ending ?? outcome
    await journal.drain()
    for event in answer.loose(outcome.words, at: Int(WallClock.milliseconds)) { journal.append(event) }
    await journal.drain()
    var message = answer.message
    message.ms = Self.milliseconds(since: began)
    outcome.mark(&message)
    await session.finish(self, with: message)
    over.isHere()
  }
}
