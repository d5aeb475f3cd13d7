import EventLoop
import Testing
import Tools

@testable import Agent

@Suite struct OutputRoomTests {
  @Test @Loop func `outputs are kept whole until the turn has had its share`() {
    let room = OutputRoom(bytes: 100_000)
    let text = String(repeating: "x", count: 60_000)
    #expect(room.keep(ToolOutput(text)) == ToolOutput(text))
    #expect(room.streamed == 40_000)
    let second = room.keep(ToolOutput(text, isOK: false, exitCode: 2))
    #expect(second == ToolOutput(ToolText.shown(text), isOK: false, exitCode: 2, isTruncated: true))
    #expect(room.keep(ToolOutput("short")) == ToolOutput("short"))
  }

  @Test @Loop func `what a tool should have cut is cut`() {
    let text = String(repeating: "x", count: ToolLimits.outputBytes + 1)
    #expect(OutputRoom().keep(ToolOutput(text)).isTruncated)
  }
}
