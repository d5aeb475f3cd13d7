import Chat
import EventLoop
import HTTPClient
import TestSupport
import Testing

@testable import MCP

@Suite(.onLoop) @Loop struct AddressTransportTests {
  private static let discovered =
    #"{"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":{"tools":{}}}"#
  private static let initialized = #"{"protocolVersion":"2025-11-25","capabilities":{"tools":{}}}"#

  private func session(at server: ModelServer, _ fields: [String: String] = [:]) throws -> ServerSession {
    let address = try ServerAddress(url: server.baseURL, fields: fields)
    var limits = MCPLimits.standard
    limits.messageBytes = 4096
    let transport = AddressTransport(address, client: HTTPClient(proxies: .none), study: study, limits: limits)
    return ServerSession(transport, limits: limits)
  }

  private func opened(_ server: ModelServer) async throws -> ServerSession {
    let session = try session(at: server)
    try await session.open(isKnownAsOld: false, limit: .seconds(10))
    return session
  }

  private static func answer(_ asked: ModelServer.Asked, _ result: String) -> String {
    #"{"jsonrpc":"2.0","id":\#(json(asked.body)["id"]?.integer ?? 0),"result":\#(result)}"#
  }

  private static func reply(
    _ asked: ModelServer.Asked, _ connection: Peer, _ result: String, _ fields: String = ""
  ) async {
    await connection.answer(200, answer(asked, result), "Content-Type: application/json\r\n" + fields)
  }

  /// Of the handshake era; `call` serves what comes after the handshake.
  private func old(_ call: @escaping ModelServer.Serve) throws -> ModelServer {
    try ModelServer { asked, connection in
      switch json(asked.body)["method"]?.text {
      case "server/discover": await connection.answer(400, "Bad Request: Missing session ID")
      case "initialize": await Self.reply(asked, connection, Self.initialized, "Mcp-Session-Id: abc\r\n")
      case "notifications/initialized": await connection.answer(202, "")
      default: await call(asked, connection)
      }
    }
  }

  private func modern(_ call: @escaping ModelServer.Serve) throws -> ModelServer {
    try ModelServer { asked, connection in
      if json(asked.body)["method"]?.text == "server/discover" {
        await Self.reply(asked, connection, Self.discovered)
      } else {
        await call(asked, connection)
      }
    }
  }

  @Test func `says in the head what a new server wants to see there`() async throws {
    let server = try modern { asked, connection in
      await Self.reply(asked, connection, #"{"content":[]}"#)
    }
    defer { server.close() }
    let session = try await opened(server)
    let schema = #"{"properties":{"r":{"type":"string","x-mcp-header":"R"}}}"#
    let tool = try ToolListing(FakeProgram.tool("ü", ["inputSchema": json(schema)]))
    _ = try await session.call(tool, json(#"{"r":"eu"}"#), limit: .seconds(10)) { _ in }
    #expect(server.asked[0].head.contains("MCP-Protocol-Version: 2026-07-28"))
    #expect(server.asked[0].head.contains("Mcp-Method: server/discover"))
    let head = server.asked[1].head
    for line in [
      "POST /v1 HTTP/1.1", "Accept: application/json, text/event-stream", "MCP-Protocol-Version: 2026-07-28",
      "Mcp-Method: tools/call", "Mcp-Name: =?base64?w7w=?=", "Mcp-Param-R: eu",
    ] { #expect(head.contains(line), "\(line)") }
    await session.close()
    #expect(server.asked.count == 2, "a new server has no session to end")
  }

  @Test func `keeps and ends the session of an old server`() async throws {
    let server = try old { asked, connection in
      if asked.head.hasPrefix("GET") { return await connection.answer(405, "") }
      if asked.head.hasPrefix("DELETE") { return await connection.answer(200, "") }
      await Self.reply(asked, connection, #"{"content":[]}"#)
    }
    defer { server.close() }
    let session = try await opened(server)
    _ = try await echo(session)
    await session.close()
    let heads = server.asked.map(\.head)
    #expect(!heads[1].contains("Mcp-Session-Id") && !heads[1].contains("MCP-Protocol-Version"))
    for head in heads[2...] {
      #expect(head.contains("Mcp-Session-Id: abc") && head.contains("MCP-Protocol-Version: 2025-11-25"))
      #expect(!head.contains("Mcp-Method"))
    }
    #expect(heads.contains { $0.hasPrefix("DELETE /v1 ") })
    #expect(heads.contains { $0.hasPrefix("GET /v1 ") && $0.contains("Accept: text/event-stream") })
  }

  @Test(arguments: [1, 3, 1000])
  func `reads an answer from a stream of events, in whatever pieces`(size: Int) async throws {
    let server = try modern { asked, connection in
      let token = json(asked.body)["params"]?["_meta"]?["progressToken"]?.integer ?? 0
      let progress =
        #"{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":\#(token),"progress":1}}"#
      let log = #"{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"hi"}}"#
      let events = ["", progress, "nonsense", log, Self.answer(asked, #"{"content":[1]}"#)]
      await connection.stream(events.map { ": c\r\nid: 1\r\ndata: \($0)\r\n\r\n" }.joined(), pieceBytes: size)
    }
    defer { server.close() }
    let session = try await opened(server)
    var news: [String] = []
    let tool = try ToolListing(FakeProgram.tool("echo"))
    let result = try await session.call(tool, .object([:]), limit: .seconds(10)) { news.append($0) }
    #expect(result["content"] == .array([.integer(1)]))
    #expect(news == ["1", "[info] hi"])
  }

  @Test func `takes a broken stream up again where it was`() async throws {
    var answer = ""
    let server = try old { asked, connection in
      if asked.head.contains("Last-Event-ID: e7") {
        await connection.stream("id: e8\ndata: \(answer)\n\n")
      } else if asked.head.hasPrefix("GET") {
        return await connection.answer(405, "")
      } else {
        answer = Self.answer(asked, #"{"content":[2]}"#)
        await connection.stream("retry: 1\nid: e7\ndata: \n\nid: half\ndata: {\"js")
      }
      connection.close()
    }
    defer { server.close() }
    let session = try await opened(server)
    #expect(try await echo(session)["content"] == .array([.integer(2)]))
  }

  @Test func `says so when an answer is not complete, or none`() async throws {
    let server = try modern { asked, connection in
      switch json(asked.body)["params"]?["arguments"]?["n"] {
      case .integer(1):
        await connection.stream("data: {}\n\n")
        connection.close()
      case .integer(2): await connection.answer(202, "")
      case .integer(3): await connection.answer(200, #"{"jsonrpc":"2.0","id":99,"result":{}}"#)
      case .integer(4): await connection.answer(200, String(repeating: "x", count: 5000))
      case .integer(5): await connection.stream("data: " + String(repeating: "x", count: 5000))
      case .integer(6): await connection.answer(200, "<html>Welcome</html>")
      case .integer(7): await connection.answer(307, "", "Location: http://elsewhere/\r\n")
      case .integer(8): await connection.answer(401, "")
      case .integer(9):
        await connection.answer(500, #"{"jsonrpc":"2.0","id":null,"error":{"code":-5,"message":"own words"}}"#)
      default: await connection.answer(503, "busy\nnow", "Content-Type: text/plain\r\n")
      }
    }
    defer { server.close() }
    let session = try await opened(server)
    let words = [
      "ended its answer before it was complete", "takes the call", "something else", "more than 4096 bytes",
      "too large", "does not answer as an MCP server: “<html>", "status 307: it is elsewhere: http://elsewhere/",
      "other credentials", "refused: own words (-5)", "answered with status 503: busy now",
    ]
    for (index, words) in words.enumerated() {
      do {
        _ = try await echo(session, #"{"n":\#(index + 1)}"#)
        Issue.record("\(words): it answered")
      } catch { #expect("\(error)".contains(words.replacing("takes", with: "took")), "\(error)") }
    }
  }

  @Test func `closes the stream of a call that is given up`() async throws {
    let begun = Signal()
    let closed = Signal()
    let server = try modern { _, connection in
      await connection.stream(": wait\n\n")
      begun.give()
      await connection.untilClosed()
      closed.give()
    }
    defer { server.close() }
    let session = try await opened(server)
    let call = Loop.start { _ = try? await echo(session) }
    await begun.wait()
    call.cancel()
    await closed.wait()
    await call.value
    #expect(server.asked.count == 2, "and nothing else is said")
  }

  @Test func `tells a session that is over from a refusal`() async throws {
    let server = try old { asked, connection in
      await connection.answer(asked.head.hasPrefix("GET") ? 405 : 404, "")
    }
    defer { server.close() }
    let session = try await opened(server)
    await #expect(throws: ServerFailure.sessionLost) { try await echo(session) }
  }

  @Test func `hears the server's own news, again and again`() async throws {
    let changed = Signal()
    var listened = 0
    let server = try old { asked, connection in
      guard asked.head.hasPrefix("GET") else { return await Self.reply(asked, connection, "{}") }
      listened += 1
      let news = #"{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}"#
      await connection.stream("retry: 1\nid: g\(listened)\n" + (listened < 3 ? "data:\n\n" : "data: \(news)\n\n"))
      connection.close()
    }
    defer { server.close() }
    let session = try await opened(server)
    session.onToolsChanged = { changed.give() }
    await changed.wait()
    await session.close()
    #expect(server.asked.contains { $0.head.contains("Last-Event-ID: g2") })
  }

  @Test func `tells who speaks only the oldest transport`() async throws {
    let server = try ModelServer { asked, connection in
      guard asked.head.hasPrefix("GET") else { return await connection.answer(405, "") }
      await connection.stream("event: endpoint\ndata: /messages?id=1\n\n")
    }
    defer { server.close() }
    do {
      _ = try await opened(server)
      Issue.record("it opened")
    } catch { #expect("\(error)".contains("HTTP+SSE")) }
  }

  @Test func `sends the owner's fields, and says when nobody is there`() async throws {
    let server = try modern { asked, connection in await Self.reply(asked, connection, "{}") }
    let session = try session(at: server, ["Authorization": "Bearer t", "bad name": "x", "X-A": "a\r\nB: c"])
    try await session.open(isKnownAsOld: false, limit: .seconds(10))
    #expect(server.asked[0].head.contains("Authorization: Bearer t"))
    #expect(!server.asked[0].head.contains("\r\nB: c"))
    server.close()
    let nobody = try ServerAddress(url: "http://127.0.0.1:1/mcp", fields: [:])
    let transport = AddressTransport(nobody, client: HTTPClient(proxies: .none), study: study, limits: .standard)
    do {
      try await transport.send(.request("ping", id: 1, [:]))
      Issue.record("it answered")
    } catch { #expect("\(error)".contains("cannot be reached")) }
    #expect(throws: ServerFailure.self) { try ServerAddress(url: "ftp://x", fields: [:]) }
  }
}
