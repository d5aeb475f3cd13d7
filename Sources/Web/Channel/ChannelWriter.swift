internal import Agent
internal import Chat
internal import EventLoop

/// Gives an agent's answer to a channel without a session in between.
@Loop final class ChannelWriter: AnswerWriter {
  private let options: ChannelOptions
  private let channel: any Channel

  init(_ options: ChannelOptions, _ channel: any Channel) {
    self.options = options
    self.channel = channel
  }

  func progress(_ text: String, toolHint: Bool) { say(.progress(text: text, toolHint: toolHint)) }
  func reasoning(_ text: String) { say(.reasoningDelta(text)) }
  func endReasoning(signature: String?) { say(.reasoningEnd(ms: 0, signature: nil)) }
  func text(_ text: String) { say(.token(text)) }
  func toolCall(_ call: ToolCall) { say(.toolCall(call)) }
  func toolStream(id: String, _ text: String) { say(.toolStream(id: id, text: text)) }
  func toolResult(_ result: ToolResult) { say(.toolResult(result)) }

  private func say(_ event: Event) { options.deliver(event, to: channel) }
}
