import Chat
import HTTP
import Testing

@testable import Web

@Suite struct SocketRequestTests {
  @Test func readsWhatAClientMayAsk() throws {
    let text = #"{"type":"chat","payload":{"message":"hi","agent_name":"a","client_id":"1","enable_reasoning":false}}"#
    guard case .chat(let request) = try Self.read(text) else { return #expect(Bool(false)) }
    let wanted = TurnRequest(message: "hi", agent: "a", wantsReasoning: false, clientID: "1")
    #expect(request == wanted)
    guard case .ping(let stamp) = try Self.read(#"{"type":"ping","timestamp":17}"#) else { return #expect(Bool(false)) }
    #expect(stamp == .integer(17))
    guard case .interrupt = try Self.read(#"{"type":"interrupt"}"#) else { return #expect(Bool(false)) }
    #expect(throws: Failure.self) { try SocketRequest(.binary(Array(#"{"type":"ping"}"#.utf8))) }
  }

  @Test(arguments: [
    ("", "The message is not valid JSON."), ("7", "A message is an object with a \"type\"."),
    (#"{"type":"x"}"#, "There is no type x; there are chat, ping and interrupt."),
    (#"{"type":"chat","payload":{"message":"x","client_id":1}}"#, "payload.client_id: not a text"),
    (#"{"type":"chat","payload":{"message":"x","enable_reasoning":1}}"#, "payload.enable_reasoning: not true or false"),
    (#"{"type":"chat","payload":{"message":null}}"#, "payload.message: missing"),
  ])
  func saysWhatIsWrong(_ text: String, _ words: String) {
    let failure = #expect(throws: Failure.self) { try Self.read(text) }
    #expect(failure?.message == words)
  }

  @Test(arguments: ["[0,0]", "{}", "true", "\"\(String(repeating: "x", count: 65))\""])
  func aTimestampIsANumberOrAShortText(_ json: String) {
    let failure = #expect(throws: Failure.self) { try Self.read("{\"type\":\"ping\",\"timestamp\":\(json)}") }
    #expect(failure?.message == "timestamp: neither a number nor a text of at most 64 bytes")
  }

  private static func read(_ text: String) throws -> SocketRequest { try SocketRequest(.text(Array(text.utf8))) }
}
