import Chat
import EventLoop
import FoundationEssentials
import TestSupport
import Testing

@testable import Web

@Suite(.onLoop) struct HouseRoutesTests {
  @Test @Loop func tellsItsAgents() async throws {
    let agents = try #require(try await House().get("/api/agents").json.list)
    #expect(agents.map { $0["name"]?.text } == ["demo"])
    for key in ["name", "label", "model", "vision", "tools", "reasoning"] {
      #expect(agents[0][key] != nil, "\(key)")
    }
  }

  @Test @Loop func tellsThatItIsWell() async throws {
    var options = WebOptions()
    options.version = "9.9"
    let answer = try await House(options).get("/api/health")
    #expect(answer.status == 200)
    #expect(answer.json == .object(["status": .string("ok"), "version": .string("9.9")]))
  }

  @Test @Loop func tellsThatItsFolderIsGone() async throws {
    let house = try await House()
    try FileManager.default.removeItem(atPath: house.folder.path)
    let answer = try await house.get("/api/health")
    #expect((answer.status, answer.json["status"]?.text) == (503, "failing"))
    #expect(answer.json["reason"]?.text?.isEmpty == false)
  }
}
