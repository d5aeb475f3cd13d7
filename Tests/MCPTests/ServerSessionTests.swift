import Chat
import EventLoop
import TestSupport
import Testing

@testable import MCP

@Suite(.onLoop) @Loop struct ServerSessionTests {
  @Test func `gives each call its own answer, in any order`() async throws {
    var asked: [JSONValue] = []
    let program = FakeProgram.modern { program, message in
      asked.append(message)
      guard asked.count == 3 else { return }
      for message in asked.reversed() { program.reply(to: message, message["params"]?["arguments"] ?? .null) }
    }
    let session = try await opened(program)
    async let one = echo(session, #"{"n":1}"#)
    async let two = echo(session, #"{"n":2}"#)
    async let three = echo(session, #"{"n":3}"#)
    #expect(try await [one, two, three].map { $0["n"] } == [.integer(1), .integer(2), .integer(3)])
  }

  @Test func `passes over answers to what nobody asked, and over nonsense`() async throws {
    let program = FakeProgram.modern { program, message in
      program.say("Listening on port 7!\n{\"half\n\u{1}\u{2}\n[1,2]\n")
      program.reply(to: json(#"{"id":99}"#), .object([:]))
      program.reply(to: json(#"{"id":"2"}"#), .object([:]))
      program.say(json(#"{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"?"}}"#))
      program.reply(to: message, json(#"{"content":[]}"#))
    }
    let session = try await opened(program)
    var remarks: [String] = []
    session.onRemark = { remarks.append($0) }
    #expect(try await echo(session)["content"] == .array([]))
    #expect(remarks.count == 1, "one line, whatever it says")
    #expect(session.nonsense != nil)
  }

  @Test func `answers what the server asks`() async throws {
    let program = FakeProgram.old { program, message in
      guard message["method"]?.text == "tools/call" else { return }
      program.say(json(#"{"jsonrpc":"2.0","id":"p","method":"ping"}"#))
      program.say(json(#"{"jsonrpc":"2.0","id":7,"method":"sampling/createMessage","params":{}}"#))
      program.reply(to: message, .object([:]))
    }
    let session = try await opened(program)
    _ = try await echo(session)
    while program.heard.count < 6 { try await Loop.sleep(for: .milliseconds(1)) }
    #expect(program.heard[4] == json(#"{"id":"p","jsonrpc":"2.0","result":{}}"#))
    #expect(program.heard[5]["error"]?["code"] == .integer(-32601))
    #expect(program.heard[5]["id"] == .integer(7))
  }

  @Test func `tells the server when a call is given up`() async throws {
    let begun = Signal()
    let program = FakeProgram.old { _, message in if message["method"]?.text == "tools/call" { begun.give() } }
    let session = try await opened(program)
    let ended = Signal()
    let call = Loop.start {
      await #expect(throws: CancellationError.self) { try await echo(session) }
      ended.give()
    }
    await begun.wait()
    call.cancel()
    await ended.wait()
    while program.methods.last != "notifications/cancelled" { try await Loop.sleep(for: .milliseconds(1)) }
    #expect(program.heard.last?["params"]?["requestId"] == program.heard[3]["id"])
  }

  @Test func `fails what waits when the server dies, and says how`() async throws {
    let program = FakeProgram.modern { program, _ in program.die("ended by itself (exit status 3)") }
    program.complaints = [Array("Traceback\n".utf8), Array("KeyError: 'x'\n".utf8)]
    let session = try await opened(program)
    var end: ServerFailure?
    session.onEnd = { end = $0 }
    do {
      _ = try await echo(session)
      Issue.record("it answered")
    } catch { #expect("\(error)" == "ended by itself (exit status 3): KeyError: 'x'") }
    #expect(end != nil)
    await #expect(throws: ServerFailure.self) { try await echo(session) }
  }

  @Test func `loses one call to a message that is too large, and goes on`() async throws {
    var isBig = true
    let program = FakeProgram.modern { program, message in
      defer { isBig = false }
      let text = String(repeating: "x", count: isBig ? 5000 : 10)
      program.reply(to: message, .object(["content": .string(text)]))
    }
    let session = session(with: program) { $0.messageBytes = 2000 }
    try await session.open(isKnownAsOld: false, limit: .seconds(10))
    await #expect(throws: ServerFailure.self) { try await echo(session) }
    #expect(try await echo(session)["content"]?.text?.count == 10)
  }

  @Test func `survives whatever a server says`() async throws {
    let seed = Array(
      #"{"jsonrpc":"2.0","id":2,"method":"ping","result":{"content":[]},"params":{"progressToken":2}}"#.utf8)
    let program = FakeProgram.modern { program, message in
      for _ in 0..<150 {
        var bytes = seed
        for _ in 0..<Int.random(in: 1...8) { bytes[Int.random(in: 0..<bytes.count)] = UInt8.random(in: 0...255) }
        program.say(bytes + [10])
      }
      program.say("\n")
      program.reply(to: message, json(#"{"content":"end"}"#))
    }
    let session = try await opened(program)
    _ = try? await echo(session)
    #expect(try await session.request("tools/call", limit: .seconds(20))["content"]?.text == "end")
  }
}
