import Chat
import EventLoop
import TestSupport
import Testing

@testable import MCP

@Suite(.onLoop) @Loop struct ToolListTests {
  private func listing(_ text: String) throws -> ToolListing { try ToolListing(json(text)) }

  @Test func `gives models a schema that strict servers take`() throws {
    let plain = try listing(#"{"name":"a","inputSchema":{"$schema":"x","properties":7}}"#)
    #expect(plain.schema == json(#"{"type":"object","properties":{}}"#))
    #expect(try listing(#"{"name":"a"}"#).schema == plain.schema)
    #expect(try listing(#"{"name":"a","inputSchema":[1]}"#).schema == plain.schema)
  }

  @Test func `tells what it is for, and what the server says of it`() throws {
    let tool = try listing(#"{"name":"a","title":"T","description":"D","annotations":{"readOnlyHint":true}}"#)
    #expect(tool.purpose == "D")
    #expect(tool.isReadOnlyByHint)
    #expect(try listing(#"{"name":"a","title":"T"}"#).purpose == "T")
    #expect(try !listing(#"{"name":"a","annotations":{"readOnlyHint":"true"}}"#).isReadOnlyByHint)
  }

  @Test(arguments: [
    "{}", #"{"name":""}"#, #"{"name":7}"#, #"{"name":"a","execution":{"taskSupport":"required"}}"#,
    #"{"name":"a","inputSchema":{"type":"string","x-mcp-header":"A"}}"#, "7",
  ])
  func `leaves out what it cannot offer`(text: String) {
    #expect(throws: ServerFailure.self) { try listing(text) }
  }

  @Test func `is bounded, and says what it leaves out`() {
    var limits = MCPLimits.standard
    limits.tools = 2
    limits.schemaBytes = 100
    limits.purposeBytes = 3
    var list = ToolList(limits: limits)
    let big = String(repeating: "x", count: 200)
    list.take([FakeProgram.tool("big", ["inputSchema": json(#"{"title":"\#(big)"}"#)])])
    list.take(["a", "a", "b", "c", "d"].map { FakeProgram.tool($0, ["description": .string("long")]) })
    let all = list.all
    #expect(all.tools.map(\.name) == ["a", "b"])
    #expect(all.tools.first?.purpose == "lon")
    #expect(all.faults.count == 2)
    #expect(all.faults.last == "offers more than 2 tools: 2 are left out")
  }
}
