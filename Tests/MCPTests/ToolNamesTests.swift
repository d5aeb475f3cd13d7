import Testing

@testable import MCP

struct ToolNamesTests {
  @Test func `joins the names of server and tool`() {
    var names = ToolNames()
    #expect(names.name(server: "clock", tool: "get_current_time") == "clock_get_current_time")
    #expect(names.name(server: "my server", tool: "admin.tools.list") == "my_server_admin_tools_list")
  }

  @Test func `gives names that every provider takes, and never one twice`() {
    var names = ToolNames(reserved: ["read_file"])
    var all: Set<String> = ["read_file"]
    let long = String(repeating: "x", count: 300)
    for server in ["a", "a_b", "read", long, "Grüße", ""] {
      for tool in ["c", "b_c", "file", long, long + "y", "Zeit ✨", ".", ""] {
        let name = names.name(server: server, tool: tool)
        #expect(all.insert(name).inserted, "\(name) twice")
        #expect(name.utf8.count <= 64 && !name.isEmpty)
        #expect(name.utf8.allSatisfy { $0 < 128 })
        #expect(!name.contains { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "-" })
      }
    }
  }

  @Test func `keeps a shortened name whoever else is there`() {
    let tool = String(repeating: "x", count: 100)
    var alone = ToolNames()
    var crowded = ToolNames()
    for number in 0..<9 { _ = crowded.name(server: "s", tool: tool + "\(number)") }
    #expect(alone.name(server: "s", tool: tool) == crowded.name(server: "s", tool: tool))
  }

  @Test(arguments: [
    ("clock_*", true), ("*", true), ("*_time", true), ("cl*", true), ("clock_get", true), ("clock_get*", true),
    ("clock", false), ("exec", false), ("git_*", false), ("clocks*", false), ("", false),
  ])
  func `starts only servers that a pattern could mean`(pattern: String, expected: Bool) {
    #expect(ToolNames.pattern(pattern, mayMatchAfter: ToolNames.prefix(of: "clock")) == expected)
  }
}
