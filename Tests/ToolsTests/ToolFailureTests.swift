import Testing
import Tools

struct ToolFailureTests {
  @Test func `says what went wrong and nothing else`() {
    #expect("\(ToolFailure("no such file: a.md"))" == "no such file: a.md")
  }
}
