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

  func shows(_ event: Event) -> Bool {
    switch event {
    case .reasoningDelta, .reasoningEnd: showsReasoning
    case .progress(_, let isToolHint): isToolHint ? sendsToolHints : sendsProgress
    default: true
    }
  }

  /// Gives the channel what it may show.
  @Loop func deliver(_ event: Event, to channel: some Channel) {
    guard shows(event) else { return }
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
