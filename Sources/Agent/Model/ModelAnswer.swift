public import Chat
public import EventLoop

/// Takes what a provider says in a round and tells the writer what of it is thought and what is answer.
///
/// A thought is closed when the first words of the answer come, when its tag is closed, or at the end.
@Loop public final class ModelAnswer {
  private let writer: any AnswerWriter
  private let showsReasoning: Bool
  private var splitter: ThinkingSplitter
  private var isReasoning = false
  /// Whether the model has said anything: then the round cannot be tried again.
  public private(set) var hasBegun = false
  private(set) var bytes = 0

  /// showsReasoning: false drops the thoughts
  /// startsThinking: see `AgentConfiguration`
  public init(_ writer: any AnswerWriter, showsReasoning: Bool = true, startsThinking: Bool = false) {
    self.writer = writer
    self.showsReasoning = showsReasoning
    splitter = ThinkingSplitter(startsInside: startsThinking)
  }

  /// Something that the user should know, and that is no part of the answer.
  public func progress(_ text: String) { writer.progress(text, toolHint: false) }

  /// Thoughts that the provider keeps apart from the answer.
  public func reasoning(_ text: String) throws {
    try count(text)
    showReasoning(text)
  }

  /// Words of the answer, in which there may be thoughts between tags.
  public func text(_ text: String) throws {
    try count(text)
    splitter.take(text).forEach(show)
  }

  /// A tool that the provider's side runs itself.
  public func toolCall(_ call: ToolCall) {
    hasBegun = true
    endReasoning()
    writer.toolCall(call)
  }

  public func toolStream(id: String, _ text: String) { writer.toolStream(id: id, text) }

  public func toolResult(_ result: ToolResult) { writer.toolResult(result) }

  /// The round is over, well or not: nothing is held back any more.
  func finish() {
    splitter.finish().forEach(show)
    endReasoning()
  }

  private func count(_ text: String) throws {
    guard !text.isEmpty else { return }
    hasBegun = true
    bytes += text.utf8.count
    if bytes > AgentLimits.answerBytes { throw ProviderFailure.answerTooLong }
  }

  private func show(_ piece: ThinkingPiece) {
    switch piece {
    case .text(let text):
      endReasoning()
      writer.text(text)
    case .reasoning(let text): showReasoning(text)
    case .reasoningEnd: endReasoning()
    }
  }

  private func showReasoning(_ text: String) {
    guard showsReasoning, !text.isEmpty else { return }
    isReasoning = true
    writer.reasoning(text)
  }

  private func endReasoning() {
    if isReasoning { writer.endReasoning() }
    isReasoning = false
  }
}
