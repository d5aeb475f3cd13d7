import Chat
import EventLoop
import TestSupport
import Testing
import Tools

@testable import MCP

@Suite(.onLoop) @Loop struct MCPServersTests {
  /// Servers in the test: what was started, and what the log was told.
  @Loop final class House {
    private(set) var started: [String: [FakeProgram]] = [:]
    private(set) var log: [String] = []
    var programs: [FakeProgram] { started.values.flatMap { $0 } }
    var make: [String: @Loop () throws -> FakeProgram]
    var limits = MCPLimits.standard

    init(_ make: [String: @Loop () throws -> FakeProgram]) { self.make = make }

    func servers(
      _ names: [String]? = nil, callTimeout: Duration = .seconds(10), startTimeout: Duration = .seconds(10),
      trustsHints: Bool = false
    ) -> MCPServers {
      let configurations = (names ?? make.keys.sorted()).map {
        MCPServerConfiguration(
          name: $0, transport: .program(command: $0, arguments: [], environment: [:]), startTimeout: startTimeout,
          callTimeout: callTimeout, trustsHints: trustsHints)
      }
      return MCPServers(
        configurations, limits: limits, reserved: ["read_file"], study: study, log: { self.log.append($0) },
        makeTransport: { try self.transport($0) })
    }

    private func transport(_ configuration: MCPServerConfiguration) throws -> any Transport {
      let program = try make[configuration.name]!()
      started[configuration.name, default: []].append(program)
      return ProgramTransport(program, study: study, limits: limits)
    }
  }

  private func run(_ tool: any Tool, _ arguments: String = "{}") async throws -> ToolOutput {
    try await tool.run(json(arguments), ToolRun(workspace: Workspace(folder: "/")) { _ in })
  }

  @Test func `offers the tools of the servers that an agent may use, and starts no others`() async throws {
    let house = House([
      "clock": { .modern(tools: [FakeProgram.tool("now"), FakeProgram.tool("then")]) }, "git": { .old() },
    ])
    let servers = house.servers()
    let (tools, notes) = await servers.tools(matching: ["clock_n*", "exec"])
    #expect(tools.map(\.description.name) == ["clock_now"])
    #expect(notes.isEmpty)
    #expect(house.started["git"] == nil)
    #expect(
      await servers.tools(matching: ["*"]).tools.map(\.description.name) == ["clock_now", "clock_then", "git_echo"])
    #expect(house.started["clock"]?.count == 1, "started once, and kept")
    #expect(house.started["clock"]?[0].methods.filter { $0 == "tools/list" }.count == 1, "asked once, and kept")
    #expect(try await run(tools[0], #"{"a":1}"#).text == #"{"a":1}"#)
    await servers.stop()
    #expect(house.programs.filter { !$0.isEnded }.isEmpty)
  }

  @Test func `costs a line, and is tried again later, when a server is not there`() async {
    let house = House([
      "gone": { throw ServerFailure.ended("cannot be started: there is no program gone") }, "git": { .old() },
    ])
    let servers = house.servers()
    let (tools, notes) = await servers.tools(matching: ["*"])
    #expect(tools.map(\.description.name) == ["git_echo"])
    #expect(notes == ["gone cannot be started: there is no program gone; tried again in 1 s"])
    house.make["gone"] = { .modern() }
    #expect(await servers.tools(matching: ["*"]).notes.count == 1, "not before its time")
    try? await Loop.sleep(for: .milliseconds(1100))
    #expect(await servers.tools(matching: ["*"]).tools.count == 2)
    await servers.stop()
  }

  @Test func `goes on without a server that is slow to start, and has it later`() async {
    let go = Signal()
    let house = House([
      "slow": {
        FakeProgram { program, message in
          if message["method"]?.text != "tools/list" { await go.wait() }
          program.reply(
            to: message,
            json(#"{"supportedVersions":["2026-07-28"],"capabilities":{"tools":{}},"tools":[{"name":"t"}]}"#))
        }
      }
    ])
    house.limits.patience = .milliseconds(30)
    let servers = house.servers()
    #expect(await servers.tools(matching: ["*"]).notes == ["slow is still starting: its tools come with a later turn"])
    go.give()
    while await servers.tools(matching: ["*"]).tools.isEmpty { try? await Loop.sleep(for: .milliseconds(1)) }
    #expect(house.started["slow"]?.count == 1)
    await servers.stop()
  }

  @Test func `ends a server that never comes up, and repeats what it said instead`() async {
    let house = House(["mute": { FakeProgram { program, _ in program.say("Welcome to mute 1.0\n") } }])
    let servers = house.servers(startTimeout: .milliseconds(50))
    let notes = await servers.tools(matching: ["*"]).notes
    #expect(notes.count == 1 && notes[0].hasPrefix("mute did not come up within"))
    #expect(house.started["mute"]?[0].isEnded == true)
    #expect(house.log.contains { $0.contains("Welcome to mute 1.0") })
    await servers.stop()
  }

  @Test func `tells that a server died in mid-call, and starts it again for the next`() async throws {
    var isFirst = true
    let house = House([
      "git": {
        defer { isFirst = false }
        return isFirst ? .modern { program, _ in program.die("ended by itself (SIGKILL)") } : .modern()
      }
    ])
    let servers = house.servers()
    let tool = try #require(await servers.tools(matching: ["*"]).tools.first)
    do {
      _ = try await run(tool)
      Issue.record("it answered")
    } catch {
      let words = (error as? ToolFailure)?.description
      #expect(words == "git ended by itself (SIGKILL) (during the call: what it had done by then is not known)")
    }
    #expect(try await run(tool).isOK, "the same tool works again")
    #expect(house.started["git"]?.count == 2)
    #expect(house.started["git"]?[0].isEnded == true)
    await servers.stop()
  }

  @Test func `starts once more, the old way, whom the first question kills`() async {
    let house = House([
      "old": {
        FakeProgram { program, message in
          switch message["method"]?.text {
          case "initialize":
            program.reply(to: message, json(#"{"protocolVersion":"2024-11-05","capabilities":{"tools":{}}}"#))
          case "tools/list": program.reply(to: message, json(#"{"tools":[{"name":"t"}]}"#))
          case "server/discover": program.die("ended by itself (exit status 1)")
          default: break
          }
        }
      }
    ])
    let servers = house.servers()
    #expect(await servers.tools(matching: ["*"]).tools.map(\.description.name) == ["old_t"])
    #expect(house.started["old"]?.count == 2)
    await servers.stop()
  }

  @Test func `asks for the tools again when they have changed`() async {
    var tools = [FakeProgram.tool("one")]
    let house = House([
      "s": {
        FakeProgram { program, message in
          program.reply(
            to: message,
            .object([
              "supportedVersions": .array([.string("2026-07-28")]), "capabilities": .object(["tools": .object([:])]),
              "tools": .array(tools),
            ]))
        }
      }
    ])
    let servers = house.servers()
    #expect(await servers.tools(matching: ["*"]).tools.map(\.description.name) == ["s_one"])
    tools.append(FakeProgram.tool("two"))
    house.started["s"]?[0].tell("notifications/tools/list_changed", .object([:]))
    while await servers.tools(matching: ["*"]).tools.count < 2 { try? await Loop.sleep(for: .milliseconds(1)) }
    await servers.stop()
  }

  @Test func `looks whether a server still lives that let a call's time pass`() async throws {
    var isAsked = false
    let house = House([
      "deaf": {
        FakeProgram { program, message in
          guard !isAsked else { return }
          isAsked = message["method"]?.text == "tools/call"
          if isAsked { return }
          program.reply(
            to: message,
            json(#"{"supportedVersions":["2026-07-28"],"capabilities":{"tools":{}},"tools":[{"name":"t"}]}"#))
        }
      }
    ])
    house.limits.ping = .milliseconds(20)
    let servers = house.servers(callTimeout: .milliseconds(20))
    let tool = try #require(await servers.tools(matching: ["*"]).tools.first)
    await #expect(throws: ToolFailure("deaf did not answer within 20 ms")) { try await self.run(tool) }
    while !house.log.contains(where: { $0.contains("does not answer any more") }) {
      try await Loop.sleep(for: .milliseconds(1))
    }
    while house.started["deaf"]?[0].isEnded != true { try await Loop.sleep(for: .milliseconds(1)) }
    await servers.stop()
  }

  @Test func `believes hints only where the owner does`() async throws {
    let hint = ["annotations": json(#"{"readOnlyHint":true}"#)]
    for trusts in [true, false] {
      let house = House(["s": { .modern(tools: [FakeProgram.tool("a", hint), FakeProgram.tool("b")]) }])
      let servers = house.servers(trustsHints: trusts)
      #expect(await servers.tools(matching: ["*"]).tools.map(\.isReadOnly) == [trusts, false])
      await servers.stop()
    }
  }

  @Test func `takes a new configuration: ends what is gone, keeps what is the same`() async throws {
    let house = House(["a": { .modern() }, "b": { .modern() }, "c": { .modern() }])
    let servers = house.servers(["a", "b"])
    let before = await servers.tools(matching: ["*"]).tools
    let other = house.servers(["b", "c"])
    var configurations: [MCPServerConfiguration] = []
    for name in ["b", "c"] {
      configurations.append(
        MCPServerConfiguration(
          name: name, transport: .program(command: name, arguments: [], environment: [:]), startTimeout: .seconds(10),
          callTimeout: .seconds(10)))
    }
    servers.configure(configurations)
    #expect(await servers.tools(matching: ["*"]).tools.map(\.description.name) == ["b_echo", "c_echo"])
    #expect(house.started["b"]?.count == 1)
    while house.started["a"]?[0].isEnded != true { try await Loop.sleep(for: .milliseconds(1)) }
    await #expect(throws: ToolFailure.self) { try await self.run(before[0]) }
    await servers.stop()
    await other.stop()
    #expect(await servers.tools(matching: ["*"]).tools.isEmpty, "nothing is started after the end")
  }

  @Test func `wants an object, and shows what it asks to be allowed`() async throws {
    let house = House(["s": { .modern() }])
    let servers = house.servers()
    let tool = try #require(await servers.tools(matching: ["*"]).tools.first)
    let workspace = Workspace(folder: "/")
    #expect(tool.line(for: json(#"{"a":1}"#)) == "s: echo a=1")
    #expect(try await tool.preview(json(#"{"a":1}"#), in: workspace) == nil)
    let long = String(repeating: "x", count: 300)
    #expect(try await tool.preview(json(#"{"a":"\#(long)"}"#), in: workspace)?.contains(long) == true)
    await #expect(throws: ToolFailure.self) { try await self.run(tool, "[]") }
    await #expect(throws: ToolFailure.self) { _ = try await tool.preview(json("7"), in: workspace) }
    await servers.stop()
  }
}
