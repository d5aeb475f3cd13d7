import Testing

@testable import MCP

struct CallLineTests {
  @Test func `is a line for a person`() {
    let line = CallLine(server: "clock", tool: "now", json(#"{"zone":"Europe/Vienna","n":2}"#))
    #expect(line.text == "clock: now n=2 zone=Europe/Vienna")
    #expect(!line.isCut)
  }

  @Test func `lets no value look like another argument`() {
    let line = CallLine(server: "s", tool: "t", json(#"{"a":"x b=y","c":""}"#))
    #expect(line.text == #"s: t a="x b=y" c="""#)
  }

  @Test func `says when it leaves something out`() {
    let long = String(repeating: "x", count: 500)
    let line = CallLine(server: "s", tool: "t", json(#"{"a":"\#(long)","b":1}"#))
    #expect(line.isCut)
    #expect(line.text.count < 220)
    #expect(line.text.hasSuffix("b=1"))
    #expect(CallLine(server: "s", tool: "t", json(#"{"a":"x\u202ey"}"#)).isCut)
    #expect(CallLine(server: "s", tool: "t", json(#"{"a":"x\u3164y"}"#)).isCut)
    #expect(CallLine(server: "s", tool: "t\n", json("{}")).isCut)
  }
}
