import Chat
import Testing

@testable import Tools

@Suite struct ArgumentsTests {
  @Test func `reads what models mean`() throws {
    let arguments = try Arguments(["path": "a", "n": "5", "m": .number(3.0), "yes": "true", "no": .null, "number": 7])
    #expect(try arguments.text("path") == "a")
    #expect(try arguments.text("number") == "7")
    #expect(try arguments.whole("n", or: 1, in: 0...10) == 5)
    #expect(try arguments.whole("m", or: 1, in: 0...10) == 3)
    #expect(try arguments.whole("no", or: 1, in: 0...10) == 1)
    #expect(try arguments.whole("n", or: 1, in: 0...4) == 4)
    #expect(try arguments.flag("yes"))
    #expect(try !arguments.flag("no"))
  }

  @Test func `says what is missing, and what was given instead`() {
    #expect(words(["file": "a"]) { _ = try $0.text("path") } == "\"path\" is missing; given: file")
    #expect(words([:]) { _ = try $0.text("path") } == "\"path\" is missing; no argument was given")
    #expect(words(["path": true]) { _ = try $0.text("path") } == "\"path\" must be a text")
    #expect(words(["n": "x"]) { _ = try $0.whole("n", or: 1, in: 0...1) } == "\"n\" must be a whole number")
    #expect(words(["n": .number(1.5)]) { _ = try $0.whole("n", or: 1, in: 0...1) } == "\"n\" must be a whole number")
    #expect(words(["n": "x"]) { _ = try $0.flag("n") } == "\"n\" must be true or false")
    #expect(throws: ToolFailure.self) { try Arguments("text") }
  }

  private func words(_ value: JSONValue, _ body: (Arguments) throws -> Void) -> String {
    do {
      try body(Arguments(value))
      return "it did not fail"
    } catch { return "\(error)" }
  }
}
