import Chat
import EventLoop
import Testing
import Tools

@testable import Agent

@Suite struct AgentLoopToolsTests {
  @Loop private func trial(_ steps: ScriptedProvider.Step..., window: Int? = nil) -> (Trial, CallBook) {
    let trial = Trial(steps, window: window)
    let book = CallBook()
    trial.toolbox = Toolbox(
      ToolsConfiguration(workspace: "/w", settings: ["*": ToolSettings(approval: .auto)]))
    let tools = [PlayedTool("read", isReadOnly: true, book: book), PlayedTool("write", book: book)]
    trial.toolbox.add(tools, matching: ["*"])
    return (trial, book)
  }

  @Test @Loop func `the model is asked again with what came of its calls, until it calls no more`() async throws {
    let (trial, book) = trial(
      .call("I look. ", [("read", #"{"n":"1"}"#), ("read", #"{"n":"2"}"#)]), .call("I write. ", [("write", "")]),
      .say("Done.", .finished))
    let usage = try await trial.run().usage
    #expect(book.lines.count == 6)
    let requests = trial.provider.requests
    #expect(requests.map(\.messages.count) == [1, 3, 5])
    #expect(requests[0].tools.map(\.name) == ["read", "write"])
    let calls = requests[2].messages.flatMap(\.calls)
    #expect(calls.map(\.name) == ["read", "read", "write"])
    #expect(calls.map(\.arguments) == [#"{"n":"1"}"#, #"{"n":"2"}"#, "{}"])
    #expect(Set(calls.map(\.id)).count == 3)
    #expect(calls.allSatisfy { $0.id.utf8.count == 9 })
    #expect(
      requests[1].messages[2].parts == [
        .toolResult(id: calls[0].id, name: "read", text: "did 1", images: [], isError: false),
        .toolResult(id: calls[1].id, name: "read", text: "did 2", images: [], isError: false),
      ])
    #expect(usage == Usage(promptTokens: 21, completionTokens: 4).withContext(3))
    #expect(trial.writer.lines.filter { $0.hasPrefix("text") } == ["text: I look. ", "text: I write. ", "text: Done."])
  }

  @Test @Loop func `rounds have a limit, and it is said`() async {
    let (trial, book) = trial(.call("", [("read", "")]), .call("", [("read", "")]), .call("", [("read", "")]))
    trial.agent.rounds = 2
    let failure = await trial.failure()
    #expect(failure?.code == "round_limit")
    #expect(failure?.message.contains("2 times") == true)
    #expect(trial.provider.requests.count == 2)
    #expect(book.lines.count == 4)
  }

  @Test @Loop func `a busy model is waited for in every round`() async throws {
    let busy = ProviderFailure(.busy(wait: .seconds(1)), "x")
    let (trial, _) = trial(
      .fail(busy), .fail(busy), .fail(busy), .call("", [("read", "")]), .fail(busy), .fail(busy), .fail(busy),
      .say("so", .finished))
    try await trial.run()
    #expect(trial.pauses.count == 6)
  }

  @Test @Loop func `a model without tools is asked without them, and so for the rest of the turn`() async throws {
    let (trial, _) = trial(.fail(ProviderFailure(.toolless, "no tools here")), .say("so", .finished))
    try await trial.run()
    #expect(trial.provider.requests.map(\.tools.count) == [2, 0])
    #expect(trial.writer.lines.first == "progress: the model answers without tools: no tools here")
  }

  @Test @Loop func `a paused answer goes on`() async throws {
    let (trial, _) = trial(.pause("half "), .say("whole", .finished))
    try await trial.run()
    #expect(trial.provider.requests[1].messages.last == ModelMessage(.assistant, "half "))
  }

  @Test @Loop func `old rounds of a long turn are left out whole, and that is told`() async throws {
    let (trial, _) = trial(
      .call("a", [("read", "")]), .call("b", [("read", "")]), .call("c", [("read", "")]), .say("so", .finished))
    trial.agent.contextTokens = 256
    let long = PlayedTool("long", isReadOnly: true, book: CallBook())
    long.body = { _, _ in ToolOutput(String(repeating: "word ", count: 50)) }
    var toolbox = Toolbox(ToolsConfiguration(settings: ["*": ToolSettings(approval: .auto)]))
    toolbox.add([long], matching: ["*"])
    trial.toolbox = toolbox
    let steps = ["a", "b", "c"].map { ScriptedProvider.Step.call($0, [("long", "")]) }
    trial.provider.play(steps + [.say("so", .finished)])
    try await trial.run()
    let last = try #require(trial.provider.requests.last)
    #expect(last.messages.first == ModelMessage(.user, "hello"))
    #expect(last.messages.count == 3)
    #expect(last.messages[1].text == "c")
    let calls = last.messages.flatMap(\.calls).map(\.id)
    #expect(last.messages[2].parts.count == calls.count)
    #expect(trial.writer.lines.contains("progress: 1 earlier round of tools no longer fits into the model's window"))
  }

  @Test @Loop func `an answer that the server's end divided goes on with its open call`() async throws {
    let (trial, book) = trial(.say("Done.", .finished))
    var done = ToolPart(ToolCall(id: "aaaaaaaaa", tool: "read", callString: "", arguments: .object([:]), round: 1))
    done.finish(ToolResult(id: "aaaaaaaaa", tool: "read", output: "old", ok: true, ms: 1))
    var open = ToolPart(ToolCall(id: "bbbbbbbbb", tool: "write", callString: "w", arguments: .object([:]), round: 1))
    open.approval = Approval(options: Turn.approvalOptions, preview: "p")
    trial.toolbox = {
      var toolbox = Toolbox(ToolsConfiguration())
      toolbox.add([PlayedTool("write", book: book)], matching: ["*"])
      return toolbox
    }()
    let earlier = EarlierAnswer(parts: [.text("I begin."), .tool(done), .tool(open)], openCalls: ["bbbbbbbbb"])
    try await trial.run(after: earlier)
    #expect(book.lines == ["begin write ?", "end write ?"])
    #expect(trial.writer.asked.map(\.preview) == ["p"])
    #expect(trial.writer.results.map(\.id) == ["bbbbbbbbb"])
    #expect(trial.provider.requests.count == 1)
  }

  @Test @Loop func `too many calls at once are refused, the first ones done`() async throws {
    let many = Array(repeating: ("read", ""), count: AgentLimits.callsARound + 3)
    let (trial, book) = trial(.call("", many), .say("so", .finished))
    try await trial.run()
    #expect(book.lines.count == 2 * AgentLimits.callsARound)
    #expect(trial.writer.results.count == many.count)
  }
}

extension Usage {
  fileprivate func withContext(_ tokens: Int) -> Usage {
    var usage = self
    usage.contextTokens = tokens
    return usage
  }
}
