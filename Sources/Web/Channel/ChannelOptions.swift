internal import Chat
internal import EventLoop

/// What a channel shows, and whom it serves: `channels.<name>` of the configuration.
public struct ChannelOptions: Sendable {
  public var isEnabled = true
  /// User names, or `*` for all; empty denies all.
  public var allowFrom: [String] = ["*"]
  public var showsReasoning = true
  public var sendsProgress = true
  public var sendsToolHints = true

  public init() {}

  func serves(_ user: String) -> Bool { allowFrom.contains("*") || allowFrom.contains(user) }

  var showsAll: Bool { showsReasoning && sendsProgress && sendsToolHints }

  /// What of the event may be shown; nil if nothing.
  func shown(_ event: Event) -> Event? {
    switch event {
    case .reasoningDelta, .reasoningEnd: showsReasoning ? event : nil
    case .progress(_, let isToolHint): (isToolHint ? sendsToolHints : sendsProgress) ? event : nil
    case .done(let done) where !showsReasoning: .done(TurnDone(shown(done.message)))
    case .message(let message): .message(shown(message))
    case .messageUpdated(let message): .messageUpdated(shown(message))
    default: event
    }
  }

  /// Without thoughts, where those may not be shown.
  func shown(_ message: Message) -> Message {
    guard !showsReasoning else { return message }
    var message = message
    message.parts.removeAll { if case .reasoning = $0 { true } else { false } }
    return message
  }

  func shown(_ snapshot: SessionSnapshot) -> SessionSnapshot {
    guard !showsReasoning else { return snapshot }
    var snapshot = snapshot
    snapshot.history = snapshot.history.map(shown)
    if let turn = snapshot.turn { snapshot.turn?.message = shown(turn.message) }
    return snapshot
  }

  /// Gives the channel what it may show.
  @Loop func deliver(_ event: Event, to channel: some Channel) {
    guard let event = shown(event) else { return }
    switch event {
    case .turnStart(let start): channel.turnStart(start)
    case .token(let text): channel.delta(text)
    case .reasoningDelta(let text): channel.reasoningDelta(text)
    case .reasoningEnd(let ms, _): channel.reasoningEnd(ms: ms)
    case .progress(let text, let hint): channel.progress(text, toolHint: hint)
    case .toolCall(let call): channel.toolCall(call)
    case .approval(let request): channel.approval(request)
    case .approvalEnd(let end): channel.approvalEnd(end)
    case .toolStream(let id, let text): channel.toolStream(id: id, text)
    case .toolResult(let result): channel.toolResult(result)
    case .done(let done): channel.turnDone(done)
    case .error(let failure): channel.turnFailed(failure)
    case .message(let message): channel.message(message)
    case .messageUpdated(let message): channel.messageUpdated(message)
    case .messageDeleted(let id): channel.messageDeleted(id: id)
    case .typing(let isActive): channel.typing(isActive)
    case .part(let addition): channel.part(addition)
    case .session, .sessionDeleted, .bot: break
    }
  }
}
