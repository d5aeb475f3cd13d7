import Chat
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
