import Chat
import EventLoop
import TestSupport
import Testing

@testable import Web

@Suite(.onLoop) struct OpenAIChannelTests {
  /// What was taken, as it would be read.
  @Loop private final class Reader: OpenAIAnswer {
    var content = ""
    var reasoning = ""
    var comments: [String] = []

    func take(_ kind: OpenAIPiece, _ text: String) {
      switch kind {
      case .content: content += text
      case .reasoning: reasoning += text
      case .comment: comments.append(text)
      }
    }
    func finish(_ reason: String, _ usage: Usage?) {}
    func fail(_ failure: Failure) {}
  }

  private static let call = ToolCall(id: "c", tool: "exec", callString: "$ ls\n-la", arguments: .object([:]))
  private static let refusal = ToolResult(id: "c", tool: "exec", output: "no\nway", ok: false, ms: 0)

  @Loop private static func told(
    _ change: (inout ChannelOptions) -> Void = { _ in }, stops: [String] = []
  ) -> (reader: Reader, isStopped: Bool) {
    var options = ChannelOptions()
    change(&options)
    let reader = Reader()
    let channel = OpenAIChannel(options, stops: stops, reader)
    let writer = ChannelWriter(options, channel)
    writer.reasoning("I ")
    writer.reasoning("look.")
    writer.endReasoning(signature: "s")
    writer.text("One ")
    writer.text("two.")
    writer.progress("preparing exec", toolHint: true)
    writer.toolCall(call)
    writer.toolStream(id: "c", "much")
    writer.toolResult(refusal)
    writer.progress("the model is busy", toolHint: false)
    writer.reasoning("Hm.")
    writer.text("Three.")
    channel.finish()
    return (reader, channel.isStopped)
  }

  @Test @Loop func segmentsAreApartAndToolsAreThoughts() {
    let reader = Self.told().reader
    #expect(reader.content == "One two.\n\nThree.")
    #expect(reader.reasoning == "I look.\n\n→ $ ls\n\n✗ exec: no\n\nthe model is busy\n\nHm.")
    #expect(reader.comments == ["preparing exec"])
  }

  @Test @Loop func whatMayNotBeShownAsThoughtIsAComment() {
    let reader = Self.told { $0.showsReasoning = false }.reader
    #expect((reader.content, reader.reasoning) == ("One two.\n\nThree.", ""))
    #expect(reader.comments == ["preparing exec", "→ $ ls", "✗ exec: no", "the model is busy"])
  }

  @Test @Loop func toolsAndProgressMayBeKeptBack() {
    let reader = Self.told {
      $0.sendsToolHints = false
      $0.sendsProgress = false
    }.reader
    #expect((reader.reasoning, reader.comments) == ("I look.\n\nHm.", []))
  }

  @Test @Loop func nothingFollowsAStop() {
    let (reader, isStopped) = Self.told(stops: [" two", "look"])
    #expect((reader.content, isStopped) == ("One", true))
    #expect(!reader.reasoning.contains("Hm."))
  }
}
