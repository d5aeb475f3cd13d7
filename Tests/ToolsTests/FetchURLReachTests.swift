import Chat
import EventLoop
import TestSupport
import Testing

@testable import Tools

/// What `fetch_url` must not reach, and does not.
@Loop @Suite(.onLoop) struct FetchURLReachTests {
  let shop: Workshop
  init() throws { shop = try Workshop() }

  @Test(arguments: [
    "127.0.0.1", "localhost", "LOCALHOST.", "x.localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0",
    "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::]", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
    "private.test", "mapped.test", "user@127.0.0.1", "127.0.0.1.", "①②⑦.0.0.1",
  ]) func `never reaches this machine, however it is spelt`(host: String) async throws {
    let server = try TestServer(answering: { _ in Fetching.answer("secret", "text/plain") })
    let names = try FakeNameServer()
    defer {
      server.close()
      names.close()
    }
    names.known["private.test"] = [[127, 0, 0, 1]]
    names.known["mapped.test"] = [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 127, 0, 0, 1]]
    let tool = Fetching.tool(names, allowing: [])
    #expect(await !shop.failure(tool, ["url": .string("http://\(host):\(server.port)/")]).isEmpty)
    #expect(server.accepted == 0)
  }

  @Test(arguments: ["http://127.0.0.2", "http://[::ffff:127.0.0.2]", "http://other.test", "//127.0.0.2"])
  func `a redirect leads nowhere that the first address could not`(target: String) async throws {
    let inner = try TestServer(on: [127, 0, 0, 2], answering: { _ in Fetching.answer("secret", "text/plain") })
    let location = "\(target):\(inner.port)/"
    let server = try TestServer(answering: { _ in
      "HTTP/1.1 302 Found\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n"
    })
    let names = try FakeNameServer()
    defer {
      server.close()
      inner.close()
      names.close()
    }
    names.known["other.test"] = [[127, 0, 0, 2]]
    let words = await shop.failure(Fetching.tool(names), ["url": Fetching.url(server)])
    #expect(words.contains("which may not be connected to"))
    #expect(server.accepted == 1)
    #expect(inner.accepted == 0)
  }

  @Test func `a name that changes its address after it was looked at reaches nothing`() async throws {
    let names = try FakeNameServer()
    let server = try TestServer { peer in
      _ = await peer.readHead()
      await peer.write("HTTP/1.1 302 Found\r\nLocation: /again\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
    }
    let inner = try TestServer(
      on: [127, 0, 0, 2], port: server.port, answering: { _ in Fetching.answer("secret", "text/plain") })
    defer {
      server.close()
      inner.close()
      names.close()
    }
    names.changing["rebind.test"] = [[[127, 0, 0, 1]], [[127, 0, 0, 2]]]
    let words = await shop.failure(Fetching.tool(names), ["url": .string("http://rebind.test:\(server.port)/")])
    #expect(words.contains("127.0.0.2, which may not be connected to"))
    #expect(server.accepted == 1)
    #expect(inner.accepted == 0)
  }

  @Test func `of a name's addresses only those are tried that may be`() async throws {
    let names = try FakeNameServer()
    let inner = try TestServer(on: [127, 0, 0, 2], answering: { _ in Fetching.answer("secret", "text/plain") })
    defer {
      inner.close()
      names.close()
    }
    // The one that is admitted answers nothing there.
    names.known["both.test"] = [[127, 0, 0, 1], [127, 0, 0, 2]]
    let words = await shop.failure(Fetching.tool(names), ["url": .string("http://both.test:\(inner.port)/")])
    #expect(words.contains("nothing listens"))
    #expect(inner.accepted == 0)
  }
}
