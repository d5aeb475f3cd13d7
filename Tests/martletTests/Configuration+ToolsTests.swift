import Agent
import MCP
import TestSupport
import Testing
import Tools

@testable import martlet

@Suite struct ConfigurationToolsTests {
  private func load(_ json: String) throws -> Configuration {
    let folder = try TemporaryFolder()
    try folder.write(json, to: "config.json")
    return try Configuration.load(Options(data: folder.path))
  }

  private func problems(_ json: String) -> [String] {
    do { _ = try load(json) } catch { return (error as? ConfigurationError)?.problems ?? ["\(error)"] }
    return []
  }

  @Test func `without a word of tools there are none, and all is shut`() throws {
    let configuration = try load(#"{"agents":{"a":{"provider":"demo"}}}"#)
    #expect(configuration.agents.agents[0].tools.isEmpty)
    #expect(configuration.agents.agents[0].rounds == 40)
    #expect(configuration.agents.tools.isSandboxed)
    #expect(!configuration.agents.tools.network)
    #expect(configuration.agents.tools.workspace.hasSuffix("/martlet-workspace"))
    #expect(configuration.agents.tools.workspace.hasPrefix("/"))
  }

  @Test func `tools, servers and agents are read`() throws {
    let configuration = try load(
      """
      {"agents": {"a": {"provider": "demo", "tools": ["exec", "clock_*", "read_*"], "rounds": 7, "network": true}},
       "tools": {"workspace": "/tmp/./work/", "sandbox": "off", "network": true,
         "exec": {"timeout_seconds": 5, "approval": "auto"},
         "fetch_url": {"allow_private": ["192.168.1.5"], "approval": "never"},
         "clock_now": {"approval": "auto"}},
       "mcp_servers": {"clock": {"command": "mcp-server-time", "args": ["--utc"], "env": {"TZ": "UTC"},
           "timeout_seconds": 9, "approval": "ask"},
         "docs": {"url": "http://127.0.0.1:9000/mcp", "headers": {"X-Key": "k"}}}}
      """)
    let agent = configuration.agents.agents[0]
    #expect(agent.tools == ["exec", "clock_*", "read_*"])
    #expect(agent.rounds == 7)
    #expect(agent.network == true)
    let tools = configuration.agents.tools
    #expect(tools.workspace == "/tmp/work")
    #expect(!tools.isSandboxed && tools.network)
    #expect(tools.settings(of: "exec") == ToolSettings(approval: .auto, timeout: .seconds(5)))
    #expect(tools.settings(of: "fetch_url").allowedPrivateAddresses == ["192.168.1.5"])
    #expect(tools.settings(of: "clock_now").approval == .auto)
    #expect(tools.settings(of: "clock_set").approval == .ask)
    #expect(configuration.agents.servers == ["clock", "docs"])
    #expect(configuration.servers.map(\.name) == ["clock", "docs"])
    #expect(configuration.servers[0].callTimeout == .seconds(9))
    #expect(
      configuration.servers[0].transport
        == .program(command: "mcp-server-time", arguments: ["--utc"], environment: ["TZ": "UTC"]))
    #expect(configuration.servers[1].transport == .address(url: "http://127.0.0.1:9000/mcp", fields: ["X-Key": "k"]))
  }

  @Test(arguments: [
    (#"{"tools":{"sandbox":"maybe"}}"#, "tools.sandbox: must be one of on, off"),
    (#"{"tools":{"exec":{"approval":"perhaps"}}}"#, "tools.exec.approval: must be one of ask, auto, never"),
    (
      #"{"tools":{"exec":{"timeout_seconds":0}}}"#,
      "tools.exec.timeout_seconds: must be a whole number from 1 to 86400"
    ),
    (#"{"tools":{"exec":{"allow_private":[]}}}"#, "tools.exec.allow_private: there is no such key"),
    (#"{"tools":{"exec":7}}"#, "tools.exec: must be an object"),
    (#"{"tools":{"exce":{}}}"#, "tools.exce: there is no such key; there are: edit_file, exec"),
    (#"{"tools":7}"#, "tools: must be an object"),
    (
      #"{"agents":{"a":{"provider":"demo","tools":["exce"]}}}"#,
      "agents.a.tools: no tool \"exce\"; there are: edit_file, exec"
    ),
    (#"{"agents":{"a":{"provider":"demo","tools":["clock_*"]}}}"#, "agents.a.tools: no tool \"clock_*\""),
    (#"{"agents":{"a":{"provider":"demo","tools":"exec"}}}"#, "agents.a.tools: must be a list of texts"),
    (#"{"agents":{"a":{"provider":"demo","rounds":0}}}"#, "agents.a.rounds: must be a whole number from 1 to 1000"),
    (#"{"agents":{"a":{"provider":"demo","network":1}}}"#, "agents.a.network: must be true or false"),
    (#"{"mcp_servers":{"c":{}}}"#, "mcp_servers.c.command: is missing: a server has a command or a url"),
    (#"{"mcp_servers":{"c":{"command":"x","url":"http://h"}}}"#, "mcp_servers.c.url: a server has a command or a url"),
    (#"{"mcp_servers":{"c":{"command":["x"]}}}"#, "mcp_servers.c.command: must be a text"),
    (#"{"mcp_servers":{"c":{"command":"x","env":{"A":1}}}}"#, "mcp_servers.c.env: must be an object of texts"),
    (#"{"mcp_servers":{"c":{"url":"ftp://h"}}}"#, "mcp_servers.c.url: "),
    (#"{"mcp_servers":{"c":{"url":"http://h","args":[]}}}"#, "mcp_servers.c.args: is for a server with a command"),
    (#"{"mcp_servers":{"c d":{"command":"x"}}}"#, "mcp_servers.c d: a server's name has"),
    (#"{"mcp_servers":{"c":{"command":"x","fast":true}}}"#, "mcp_servers.c.fast: there is no such key"),
  ])
  func `what is wrong is said with its path`(json: String, problem: String) {
    let all = problems(json)
    #expect(all.count == 1 && all[0].hasPrefix(problem), "\(all)")
  }

  @Test func `agents may not write what Martlet lives by`() throws {
    let house = try TemporaryFolder()
    for (data, workspace) in [("work/data", "work"), ("work", "work"), ("data", "."), ("data", "/")] {
      let place = workspace == "/" ? "/" : house.path + "/" + workspace
      try house.write(#"{"tools":{"workspace":"\#(place)"}}"#, to: data + "/config.json")
      #expect(throws: ConfigurationError.self) { try Configuration.load(Options(data: house.path + "/" + data)) }
    }
    try house.write(#"{"tools":{"workspace":"\#(house.path)/work"}}"#, to: "work-2/config.json")
    #expect(throws: Never.self) { try Configuration.load(Options(data: house.path + "/work-2")) }
    try house.write(#"{"tools":{"readable":["\#(house.path)"]}}"#, to: "read/config.json")
    #expect(throws: ConfigurationError.self) { try Configuration.load(Options(data: house.path + "/read")) }
    try house.write(#"{"tools":{"readable":["\#(house.path)/bin/"]}}"#, to: "read/config.json")
    let fine = try Configuration.load(Options(data: house.path + "/read"))
    #expect(fine.agents.tools.readable == [house.path + "/bin"])
    let options = Options(config: house.path + "/work/config.json", data: house.path + "/elsewhere")
    try house.write(#"{"tools":{"workspace":"\#(house.path)/work"}}"#, to: "work/config.json")
    #expect(throws: ConfigurationError.self) { try Configuration.load(options) }
  }
}
