import Chat
import FoundationEssentials
import Testing

@testable import Agent

@Suite struct CallArgumentsTests {
  @Test(arguments: [
    ("", JSONValue.object([:])), (" \n", .object([:])), ("null", .object([:])), ("{}", .object([:])),
    (#"{"a":1}"#, .object(["a": .integer(1)])), (#""{\"a\":1}""#, .object(["a": .integer(1)])),
    ("\n {\"a\":[null]}\n", .object(["a": .array([.null])])),
  ])
  func `arguments are read with good will`(text: String, value: JSONValue) {
    #expect(CallArguments.read(text) == CallArguments.Reading(value: value))
  }

  @Test func `what is read can be read again within its message`() throws {
    for levels in 1...70 {
      let text = String(repeating: "{\"a\":", count: levels) + "1" + String(repeating: "}", count: levels)
      let reading = CallArguments.read(text)
      #expect((reading.problem == nil) == (levels <= 48))
      let call = ToolCall(id: "a", tool: "b", callString: "c", arguments: reading.value, round: 1, at: 1)
      var message = Message(id: "m", role: .assistant, at: 0, content: "")
      message.parts = [.tool(ToolPart(call))]
      #expect(try JSONDecoder().decode(Message.self, from: JSONEncoder().encode(message)) == message)
    }
  }

  @Test(arguments: [
    "{", "{\"a\":}", "[1]", "7", "\"x\"", "{\"a\":1}{\"b\":2}", "\u{0}", "\"\\\"x\\\"\"",
    String(repeating: "[", count: 100_000),
    String(repeating: "{\"a\":", count: 200) + "1" + String(repeating: "}", count: 200),
  ])
  func `what is no object is kept as it came, with words for the model`(text: String) {
    let reading = CallArguments.read(text)
    #expect(reading.problem != nil)
    #expect(reading.value == .object([CallArguments.brokenKey: .string(text)]))
  }
}
