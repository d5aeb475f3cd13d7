import Chat
import EventLoop
import FoundationEssentials
import TestSupport
import Testing

@testable import Web

@Suite(.onLoop) struct SocketTranscriptTests {
  @Test @Loop func tellsTokensAndFinishedSteps() throws {
    let told = try Self.told([
      Self.start(), .reasoningDelta("so "), .reasoningDelta("so"), .reasoningEnd(ms: 1), .token("Well"),
      .toolCall(Self.call), .toolStream(id: "c", text: "x"), .toolResult(Self.result), .token("Done"),
      .done(Self.done()),
    ])
    #expect(told.map { $0["type"]?.text } == [
      "reasoning_start", "delta", "delta", "reasoning_step", "delta", "reasoning_step", "reasoning_step", "delta",
      "reasoning_step", "reasoning_complete",
    ])
    let steps = told.compactMap { $0["data"] }
    #expect(steps.map { $0["type"]?.text } == ["thought", "tool_use", "tool_result", "final_answer"])
    #expect(steps.map { $0["content"]?.text } == ["so so", "$ ls", "a\nb", "all"])
    #expect(steps.map { $0["iteration"] } == [.integer(1), .integer(1), .integer(1), .integer(2)])
    #expect(steps.map { $0["tool_name"]?.text } == [nil, "exec", "exec", nil])
    #expect(steps[2]["ok"] == .bool(true))
  }

  @Test @Loop func tellsOnlyTheAnswerWhereNoReasoningIsWanted() throws {
    let told = try Self.told([
      Self.start(reasoning: false), .reasoningDelta("so"), .reasoningEnd(ms: 1), .toolCall(Self.call), .token("Done"),
      .done(Self.done()),
    ])
    #expect(told.map { $0["type"]?.text } == ["delta", "response"])
    #expect(told[1]["content"]?.text == "all")
  }

  @Test @Loop func tellsHowATurnEndsOtherwise() throws {
    #expect(try Self.told([Self.start(), .done(Self.done(stopped: true))]).last?["type"]?.text == "interrupted")
    #expect(try Self.told([Self.start(), .done(Self.done(interrupted: true))]).last?["type"]?.text == "interrupted")
    let failure = TurnFailure(code: "timeout", message: "too slow", retryable: true)
    let failed = try Self.told([Self.start(), .error(failure)])
    #expect(failed[1]["data"]?["content"]?.text == "too slow" && failed[2]["type"]?.text == "reasoning_complete")
    let quiet = try Self.told([Self.start(reasoning: false), .error(failure)])
    #expect(quiet.map { $0["type"]?.text } == ["error"] && quiet[0]["code"]?.text == "timeout")
  }

  @Test @Loop func passesOnWhatAsksAndWhatOthersSay() throws {
    let told = try Self.told([.typing(true), .messageDeleted(id: "7")])
    #expect(told.map { $0["type"]?.text } == ["typing", "message_deleted"])
    #expect(told[0]["data"]?["active"] == .bool(true))
  }

  @Test @Loop func namesTheMessageThatButtonsBelongTo() throws {
    let addition = #"{"buttons":[{"id":"yes","label":"Yes"}]}"#
    let part = Event.part(try JSONDecoder().decode(Addition.self, from: Data(addition.utf8)))
    for reasoning in [true, false] {
      let told = try Self.told([Self.start(reasoning: reasoning), part, .done(Self.done())])
      #expect(told.filter { $0["type"]?.text != "reasoning_step" }.allSatisfy { $0["message_id"]?.text == "m" })
      #expect(told.first { $0["type"]?.text == "part" }?["data"] == .object(["buttons": Self.buttons]))
    }
  }

  private static let buttons = JSONValue.array([.object(["id": .string("yes"), "label": .string("Yes")])])

  @Loop private static func told(_ events: [Event]) throws -> [JSONValue] {
    let transcript = SocketTranscript()
    for event in events { ChannelOptions().deliver(event, to: transcript) }
    let place = SocketPlace(Cursor(epoch: "e", sequence: 1))
    return try transcript.take().map {
      let value = try JSONDecoder().decode(JSONValue.self, from: Data($0.ended(at: place)))
      #expect(value["cursor"]?.text == "e-1")
      return value
    }
  }

  private static func start(reasoning: Bool? = nil) -> Event {
    .turnStart(
      TurnStart(
        turnID: "t", messageID: "m", sessionID: "s", userMessage: Message(id: "u", role: .user, at: 1, content: "hi"),
        agent: "default", at: 1, reasoning: reasoning))
  }

  private static func done(stopped: Bool = false, interrupted: Bool = false) -> TurnDone {
    var message = Message(id: "m", role: .assistant, at: 1, content: "all")
    message.stopped = stopped
    message.interrupted = interrupted
    return TurnDone(message)
  }

  private static let call = ToolCall(id: "c", tool: "exec", callString: "$ ls", arguments: .object([:]))
  private static let result = ToolResult(id: "c", tool: "exec", output: "a\nb", ok: true, ms: 1)
}
