internal import Chat
internal import EventLoop

/// Makes of what an agent says and does what a client of this dialect shows well: words, and, in the place for
/// thoughts, thoughts and lines about tools. Clients fold that away; where it may not be shown, such lines are
/// comments on the wire.
@Loop final class OpenAIChannel: Channel {
  private let options: ChannelOptions
  private let answer: any OpenAIAnswer
  private var stops: StopWords
  private var hasText = false
  private var hasReasoning = false
  /// Whether something stood between the last words, or thoughts, and the next.
  private var textIsBroken = false
  private var reasoningIsBroken = false
  /// Called once, when a text came before which the answer ends.
  var whenStopped: @Loop () -> Void = {}

  init(_ options: ChannelOptions, stops: [String], _ answer: any OpenAIAnswer) {
    self.options = options
    self.answer = answer
    self.stops = StopWords(stops)
  }

  var isStopped: Bool { stops.isHit }

  func progress(_ text: String, toolHint: Bool) {
    // A call that is being written is told once more when it is made.
    if toolHint { answer.take(.comment, text) } else { tell(text) }
  }

  func reasoningDelta(_ text: String) {
    guard !text.isEmpty, !isStopped else { return }
    if hasReasoning && reasoningIsBroken { answer.take(.reasoning, "\n\n") }
    (hasReasoning, reasoningIsBroken) = (true, false)
    answer.take(.reasoning, text)
  }

  func reasoningEnd(ms: Int) { reasoningIsBroken = true }

  func delta(_ text: String) {
    guard !isStopped else { return }
    say(stops.take(text))
    if isStopped { whenStopped() }
  }

  func toolCall(_ call: ToolCall) {
    textIsBroken = true
    if options.sendsToolHints { tell("→ " + call.callString) }
  }

  func toolResult(_ result: ToolResult) {
    if !result.ok, options.sendsToolHints { tell("✗ \(result.tool): \(result.output)") }
  }

  /// Nothing is held back any more.
  func finish() { say(stops.finish()) }

  private func say(_ text: String) {
    guard !text.isEmpty else { return }
    if hasText && textIsBroken { answer.take(.content, "\n\n") }
    (hasText, textIsBroken, reasoningIsBroken) = (true, false, true)
    answer.take(.content, text)
  }

  /// A line of its own.
  private func tell(_ words: String) {
    let line = String(words.prefix { !$0.isNewline }.prefix(200))
    guard options.showsReasoning else { return answer.take(.comment, line) }
    reasoningIsBroken = true
    reasoningDelta(line)
    reasoningIsBroken = true
  }
}
