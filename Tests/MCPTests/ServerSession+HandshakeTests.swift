import Chat
import EventLoop
import TestSupport
import Testing

@testable import MCP

@Suite(.onLoop) @Loop struct ServerSessionHandshakeTests {
  @Test func `speaks the newest revision with who knows it`() async throws {
    let program = FakeProgram.modern()
    let session = try await opened(program)
    #expect(session.revision == "2026-07-28")
    _ = try await echo(session, #"{"a":1}"#)
    #expect(program.methods == ["server/discover", "tools/call"])
    let meta = program.heard[1]["params"]?["_meta"]
    #expect(meta?["io.modelcontextprotocol/protocolVersion"]?.text == "2026-07-28")
    #expect(meta?["io.modelcontextprotocol/clientCapabilities"]?.isObject == true)
    #expect(program.heard[1]["params"]?["arguments"] == json(#"{"a":1}"#))
  }

  @Test(arguments: ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"])
  func `shakes hands with who does not`(version: String) async throws {
    let program = FakeProgram.old(version: version)
    let session = try await opened(program)
    #expect(session.revision == version)
    _ = try await echo(session)
    #expect(program.methods == ["server/discover", "initialize", "notifications/initialized", "tools/call"])
    #expect(program.heard[1]["params"]?["protocolVersion"]?.text == "2025-11-25")
    #expect(program.heard[3]["params"]?["_meta"]?.members.keys.sorted() == ["progressToken"])
  }

  @Test func `shakes hands with who says nothing to the first question`() async throws {
    let program = FakeProgram { program, message in
      guard message["method"]?.text == "initialize" else { return }
      program.reply(to: message, json(#"{"protocolVersion":"2025-11-25","capabilities":{}}"#))
    }
    let session = session(with: program) { $0.probe = .milliseconds(20) }
    try await session.open(isKnownAsOld: false, limit: .seconds(10))
    #expect(session.revision == "2025-11-25")
  }

  @Test func `asks again whom it took for old because they were slow`() async throws {
    var questions = 0
    let program = FakeProgram { program, message in
      if message["method"]?.text == "initialize" { return program.refuse(message, -32022, "no") }
      questions += 1
      if questions == 2 {
        program.reply(to: message, json(#"{"supportedVersions":["2026-07-28"],"capabilities":{}}"#))
      }
    }
    let session = session(with: program) { $0.probe = .milliseconds(20) }
    try await session.open(isKnownAsOld: false, limit: .seconds(10))
    #expect(session.isModern)
  }

  @Test func `does not ask again whom it knows as old`() async throws {
    let program = FakeProgram.old()
    try await session(with: program).open(isKnownAsOld: true, limit: .seconds(10))
    #expect(program.methods.first == "initialize")
  }

  @Test(arguments: ["2099-01-01", ""])
  func `says which revisions there are when none is common`(version: String) async throws {
    await #expect(throws: ServerFailure.self) { try await opened(FakeProgram.old(version: version)) }
    let program = FakeProgram { program, message in
      program.refuse(message, -32022, "no", data: json(#"{"supported":["2099-01-01"]}"#))
    }
    do {
      _ = try await opened(program)
      Issue.record("it opened")
    } catch { #expect("\(error)".contains("2099-01-01")) }
    #expect(program.methods == ["server/discover"])
  }
}
