import EventLoop
import TestSupport
import Testing

@testable import Web

@Suite(.onLoop) struct WebAppTests {
  @Test @Loop func emptyAllowFromLetsNobodyIn() async throws {
    var options = WebOptions()
    options.app.allowFrom = []
    let house = try await House(options)
    let answer = try await house.get("/api/agents")
    #expect((answer.status, answer.code) == (403, "not_allowed"))
    options.app.allowFrom = ["ada"]
    #expect(try await House(options).get("/api/agents").status == 403)
    options.app.allowFrom = ["owner"]
    #expect(try await House(options).get("/api/agents").status == 200)
  }

  @Test @Loop func answersToItsOwnName() async throws {
    let house = try await House()
    #expect(try await house.get("/api/agents", "Host: birdhouse:8080").status == 200)
    #expect(try await house.get("/", "Host: rebound.example").status == 421)
  }

  @Test @Loop func aDoorThatIsShutIsAFolderLikeAnyOther() async throws {
    var options = WebOptions()
    for path in ["/ws/index.html", "/v1/index.html"] {
      #expect(try await House(options).get(path).status == 404)
    }
    options.webSocket.isEnabled = false
    options.openAI.isEnabled = false
    for path in ["/ws/index.html", "/v1/index.html"] {
      #expect(try await House(options).get(path).status == 200)
    }
  }

  @Test @Loop func whatNeverBecameARequestIsRefusedInJSON() async throws {
    let house = try await House()
    let caller = try WireClient(house.address)
    try await caller.say("nonsense\r\n\r\n")
    try await caller.hearTheEnd()
    let answer = try Answer(caller.heard)
    #expect((answer.status, answer.code) == (400, "bad_request"))
    #expect(answer["Content-Type"] == "application/json")
  }
}
