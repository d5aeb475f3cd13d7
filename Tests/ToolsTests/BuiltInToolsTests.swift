import Chat
import EventLoop
import TestSupport
import Testing
import Tools

@Loop @Suite(.onLoop) struct BuiltInToolsTests {
  @Test func `are all there, and describe their arguments`() {
    let tools = BuiltInTools.all()
    #expect(
      tools.map(\.description.name) == [
        "read_file", "write_file", "edit_file", "list_files", "search_files", "fetch_url",
      ])
    for tool in tools {
      #expect(tool.description.parameters["type"] == "object")
      #expect(!tool.description.purpose.isEmpty)
      #expect(tool.isReadOnly == ["read_file", "list_files", "search_files"].contains(tool.description.name))
    }
  }
}
