import Chat
import EventLoop
import FoundationEssentials
import Gzip
import HTTPClient
import Kernel
import TestSupport
import Testing

@testable import Tools

@Loop @Suite(.onLoop) struct FetchURLTests {
  let shop: Workshop
  init() throws { shop = try Workshop() }

  @Test func `makes a page readable, and says where it came from`() async throws {
    let page = "<title>A  page</title><h1>Hi</h1><p>See <a href='/there'>there</a>."
    let server = try TestServer(answering: { _ in Fetching.answer(page, "text/html") })
    defer { server.close() }
    let output = try await shop.run(Fetching.tool(), ["url": Fetching.url(server, "/dir/page")])
    #expect(
      output.text == """
        200 OK http://127.0.0.1:\(server.port)/dir/page
        text/html, \(page.utf8.count) bytes
        Title: A page

        # Hi

        See [there](http://127.0.0.1:\(server.port)/there).
        """)
    #expect(output.isOK)
  }

  @Test func `other texts come as they are, errors with what was said, and parts in order`() async throws {
    let long = (0..<10_000).map { "line \($0)\n" }.joined()
    let server = try TestServer(answering: { head in
      if head.hasPrefix("GET /json ") { return Fetching.answer("{\"a\": 1}", "application/json") }
      if head.hasPrefix("GET /long ") { return Fetching.answer(long, "text/plain") }
      return "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\ngone"
    })
    defer { server.close() }
    #expect(
      try await shop.run(Fetching.tool(), ["url": Fetching.url(server, "/json")]).text.hasSuffix("\n\n{\"a\": 1}"))
    let missing = try await shop.run(Fetching.tool(), ["url": Fetching.url(server, "/none")])
    #expect(!missing.isOK && missing.text.hasPrefix("404 Not Found http://") && missing.text.hasSuffix("gone"))
    let first = try await shop.run(Fetching.tool(), ["url": Fetching.url(server, "/long")])
    #expect(first.isTruncated)
    #expect(first.text.hasSuffix(" more bytes of text: go on with start 24576]"))
    let second = try await shop.run(Fetching.tool(), ["url": Fetching.url(server, "/long"), "start": 24576])
    let parts = [first, second].map { $0.text.components(after: "bytes\n\n").components(before: "\n[") }
    #expect(long.hasPrefix(parts.joined()))
  }

  @Test func `unpacks what is packed, and a bomb only to the limit`() async throws {
    let bomb = try Gzip.compress([UInt8](repeating: 0x61, count: 64 * 1024 * 1024))
    let packed = try Gzip.compress(Array("hello".utf8))
    let server = try TestServer { peer in
      let head = await peer.readHead()
      let body = head.contains("/bomb") ? bomb : head.contains("/broken") ? [1, 2, 3, 4] : packed
      let lines = ["Content-Type: text/plain", "Content-Encoding: gzip", "Content-Length: \(body.count)"]
      await peer.write("HTTP/1.1 200 OK\r\n\(lines.joined(separator: "\r\n"))\r\n\r\n")
      await peer.write(body)
      await peer.untilClosed()
    }
    defer { server.close() }
    #expect(
      try await shop.run(Fetching.tool(), ["url": Fetching.url(server, "/packed")]).text.hasSuffix("5 bytes\n\nhello"))
    let output = try await shop.run(Fetching.tool(), ["url": Fetching.url(server, "/bomb")])
    #expect(output.text.contains("text/plain, 10485760 bytes, cut off there"))
    #expect(await shop.failure(Fetching.tool(), ["url": Fetching.url(server, "/broken")]).contains("damaged"))
  }

  @Test func `an endless page is cut off, and its connection closed`() async throws {
    let isClosed = Signal()
    let server = try TestServer { peer in
      _ = await peer.readHead()
      await peer.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
      for _ in 0..<400 { await peer.write([UInt8](repeating: 0x61, count: 64 * 1024)) }
      isClosed.give()
    }
    defer { server.close() }
    let output = try await shop.run(Fetching.tool(), ["url": Fetching.url(server)])
    #expect(output.text.contains("10485760 bytes, cut off there"))
    await isClosed.wait()
  }

  @Test func `a page that does not come is given up`() async throws {
    let server = try TestServer { peer in await peer.untilClosed() }
    defer { server.close() }
    let slow = FetchURL(AddressPolicy(allowing: ["127.0.0.1"]), timeout: .milliseconds(50))
    #expect(await shop.failure(slow, ["url": Fetching.url(server)]).contains("did not arrive within"))
  }

  @Test func `pictures are pictures, and what is neither is refused in words`() async throws {
    let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 9]
    let server = try TestServer { peer in
      while case let head = await peer.readHead(), !head.isEmpty {
        let body = head.contains("/pdf") ? Array("%PDF-1.4 …".utf8) : head.contains("/zeros") ? [0, 0, 0] : png
        let type = head.contains("/zeros") ? "text/html" : "application/octet-stream"
        await peer.write("HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nContent-Length: \(body.count)\r\n\r\n")
        await peer.write(body)
      }
    }
    defer { server.close() }
    let picture = try await shop.run(Fetching.tool(), ["url": Fetching.url(server, "/p")])
    #expect(picture.pictures == [.init(mime: "image/png", bytes: png)])
    #expect(await shop.failure(Fetching.tool(), ["url": Fetching.url(server, "/pdf")]).contains("application/pdf"))
    #expect(await shop.failure(Fetching.tool(), ["url": Fetching.url(server, "/zeros")]).contains("is no text"))
  }

  @Test(arguments: [
    ("text/plain; charset=iso-8859-1", [0x63, 0x61, 0x66, 0xE9] as [UInt8], "café"),
    ("text/plain", [0x63, 0x61, 0x66, 0xE9], "café"), ("text/plain", [0x63, 0xC3, 0xA9], "cé"),
    ("text/plain", [0xFF, 0xFE, 0xE9, 0x00], "é"),
    ("text/html", Array("<meta charset=windows-1252>caf".utf8) + [0xE9], "café"),
    ("text/html", Array("<meta http-equiv=Content-Type content='text/html; charset=latin1'>caf".utf8) + [0xE9], "café"),
  ]) func `reads the encodings that are still met`(type: String, bytes: [UInt8], text: String) async throws {
    let server = try TestServer { peer in
      _ = await peer.readHead()
      await peer.write("HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nContent-Length: \(bytes.count)\r\n\r\n")
      await peer.write(bytes)
    }
    defer { server.close() }
    #expect(try await shop.run(Fetching.tool(), ["url": Fetching.url(server)]).text.hasSuffix("\n\n\(text)"))
  }

  @Test func `follows redirects, but not for ever`() async throws {
    let server = try TestServer(answering: { head in
      if head.hasPrefix("GET /end ") { return Fetching.answer("there", "text/plain") }
      let target = head.hasPrefix("GET /once ") ? "end" : head.hasPrefix("GET /bad ") ? "file:///etc/passwd" : "/loop"
      return "HTTP/1.1 302 Found\r\nLocation: \(target)\r\nContent-Length: 0\r\n\r\n"
    })
    defer { server.close() }
    let output = try await shop.run(Fetching.tool(), ["url": Fetching.url(server, "/once")])
    #expect(output.text.hasPrefix("200 OK http://127.0.0.1:\(server.port)/end\n"))
    #expect(
      await shop.failure(Fetching.tool(), ["url": Fetching.url(server, "/loop")]).contains("more than 10 redirects"))
    #expect(await shop.failure(Fetching.tool(), ["url": Fetching.url(server, "/bad")]).contains("no web address"))
  }

  @Test func `an address that is too long for the line is shown whole`() async throws {
    let long = "https://example.org/" + String(repeating: "a", count: 300)
    #expect(try await FetchURL().preview(["url": .string(long)], in: shop.workspace) == long)
    #expect(try await FetchURL().preview(["url": "https://example.org/"], in: shop.workspace) == nil)
    await #expect(throws: ToolFailure.self) { try await FetchURL().preview(["url": "file:///x"], in: shop.workspace) }
    #expect(FetchURL().line(for: ["url": "https://example.org/"]) == "fetch https://example.org/")
  }

  @Test func `stopping a call closes its connection`() async throws {
    let (isAsked, isClosed) = (Signal(), Signal())
    let server = try TestServer { peer in
      _ = await peer.readHead()
      isAsked.give()
      await peer.untilClosed()
      isClosed.give()
    }
    defer { server.close() }
    let (shop, tool, url) = (shop, Fetching.tool(), Fetching.url(server))
    let call = Loop.start { _ = try? await shop.run(tool, ["url": url]) }
    await isAsked.wait()
    call.cancel()
    await isClosed.wait()
    await call.value
  }
}

extension String {
  fileprivate func components(after mark: String) -> String {
    firstRange(of: mark).map { String(self[$0.upperBound...]) } ?? self
  }

  fileprivate func components(before mark: String) -> String {
    firstRange(of: mark).map { String(self[..<$0.lowerBound]) } ?? self
  }
}
