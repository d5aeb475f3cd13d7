public import Chat
public import EventLoop

/// Takes what a provider says in a round and tells the writer what of it is thought and what is answer.
///
/// A thought is closed when the first words of the answer come, when its tag or block is closed, or at the end.
@Loop public final class ModelAnswer {
  private let writer: any AnswerWriter
  private let showsReasoning: Bool
  private var splitter: ThinkingSplitter
  private var record = AnswerRecord()
  /// Whether the user has been shown something: then the round cannot be tried again.
  public private(set) var hasBegun = false
  private(set) var bytes = 0

  /// showsReasoning: false drops the thoughts
  /// startsThinking: see `AgentConfiguration`
  public init(_ writer: any AnswerWriter, showsReasoning: Bool = true, startsThinking: Bool = false) {
    self.writer = writer
    self.showsReasoning = showsReasoning
    splitter = ThinkingSplitter(startsInside: startsThinking)
  }

  /// Thoughts and words of the round in their order, for the provider's next round of the same turn. Whole after
  /// `finish`; thoughts that are not shown are among them.
  public var parts: [ModelMessage.Part] { record.parts }

  /// Something that the user should know, and that is no part of the answer.
  public func progress(_ text: String) { writer.progress(text, toolHint: false) }

  /// Thoughts that the provider keeps apart from the answer.
  ///
  /// signature: for a provider that wants thoughts back, and needs nothing but their words
  public func reasoning(_ text: String, signature: String? = nil) throws {
    try count(text)
    showReasoning(text, signature)
  }

  /// The open thought is complete, and the provider wants it back with this signature; without an open thought:
  /// so is one whose words are hidden.
  public func endReasoning(signature: String) throws {
    try count(bytes: signature.utf8.count)
    record.sign(signature)
    if showsReasoning { writer.endReasoning(signature: signature) }
  }

  /// Words of the answer, in which there may be thoughts between tags.
  public func text(_ text: String) throws {
    try count(text)
    splitter.take(text).forEach(show)
  }

  /// The model begins to write a call's arguments. The round can still be tried again.
  public func callBegins(name: String) {
    endReasoning()
    writer.progress("preparing \(name)", toolHint: true)
  }

  /// More of a call's arguments has come.
  ///
  /// errors: `ProviderFailure` when the round is longer than we take
  public func count(bytes more: Int) throws {
    bytes += more
    if bytes > AgentLimits.answerBytes { throw ProviderFailure.answerTooLong }
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
    record.close()
  }

  private func count(_ text: String) throws {
    guard !text.isEmpty else { return }
    hasBegun = true
    try count(bytes: text.utf8.count)
  }

  private func show(_ piece: ThinkingPiece) {
    switch piece {
    case .text(let text):
      endReasoning()
      record.text(text)
      writer.text(text)
    case .reasoning(let text): showReasoning(text, nil)
    case .reasoningEnd: endReasoning()
    }
  }

  private func showReasoning(_ text: String, _ signature: String?) {
    guard !text.isEmpty else { return }
    record.reasoning(text, signature)
    if showsReasoning { writer.reasoning(text) }
  }

  private func endReasoning() {
    guard record.isThinking else { return }
    let signature = record.signature
    record.close()
    if showsReasoning { writer.endReasoning(signature: signature) }
  }
}
