import Chat
import Testing

@testable import MCP

struct ServerMessageTests {
  private func read(_ text: String) -> [ServerMessage]? { ServerMessage.read(Array(text.utf8)) }

  @Test func `tells the four kinds apart`() {
    #expect(read(#"{"jsonrpc":"2.0","id":3,"result":{"a":1}}"#) == [.result(id: 3, json(#"{"a":1}"#))])
    #expect(
      read(#"{"jsonrpc":"2.0","id":"q","method":"ping"}"#)
        == [.request(id: .string("q"), method: "ping", params: .object([:]))])
    #expect(
      read(#"{"jsonrpc":"2.0","method":"n","params":{"x":2}}"#)
        == [.notification(method: "n", params: json(#"{"x":2}"#))])
    guard
      case .failure(nil, let failure)? = read(#"{"jsonrpc":"2.0","id":null,"error":{"code":-1,"message":"no"}}"#)?.first
    else { return #expect(Bool(false), "no failure") }
    #expect(failure.code == -1)
    #expect(failure.message == "no")
  }

  @Test func `takes the messages of a batch, without what is none`() {
    let batch = #"[{"jsonrpc":"2.0","id":1,"result":0},7,{"jsonrpc":"2.0","method":"n"}]"#
    #expect(read(batch)?.count == 2)
  }

  @Test(arguments: [
    "", "Server started", "7", "[]", "{}", #"{"id":1,"result":{}}"#, #"{"jsonrpc":"1.0","id":1,"result":{}}"#,
    #"{"jsonrpc":"2.0"}"#, #"{"jsonrpc":"2.0","result":{}}"#, #"{"jsonrpc":"2.0","id":"3","result":{}}"#,
    #"{"jsonrpc":"2.0","id":1.5,"result":{}}"#, #"{"jsonrpc":"2.0","id":1,"error":{}}"#,
    #"{"jsonrpc":"2.0","id":1,"error":"no"}"#, #"{"jsonrpc":"2.0","id":[],"method":"m"}"#,
    #"{"jsonrpc":"2.0","method":7}"#, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}", "\u{FEFF}",
  ])
  func `refuses what is none`(text: String) {
    #expect(read(text) == nil)
  }

  @Test func `survives any bytes`() {
    var random = SystemRandomNumberGenerator()
    let seed = Array(#"{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"a"}]},"error":null}"#.utf8)
    for _ in 0..<3000 {
      var bytes = seed
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      for message in ServerMessage.read(bytes) ?? [] { _ = message.answeredID }
    }
    let deep = Array(String(repeating: "[", count: 100_000).utf8)
    #expect(ServerMessage.read(deep) == nil)
  }

  @Test func `writes what it reads`() {
    let request = Outgoing.request("tools/call", id: 4, ["name": .string("a\n/b")])
    let text = String(decoding: request.bytes, as: UTF8.self)
    #expect(text == #"{"id":4,"jsonrpc":"2.0","method":"tools/call","params":{"name":"a\n/b"}}"#)
    let answer = Outgoing.result(of: .string("q"), .object([:]))
    #expect(String(decoding: answer.bytes, as: UTF8.self) == #"{"id":"q","jsonrpc":"2.0","result":{}}"#)
    let refusal = Outgoing.refusal(of: .integer(1), code: -32601, "no")
    #expect(read(String(decoding: refusal.bytes, as: UTF8.self))?.first?.answeredID == 1)
  }
}
