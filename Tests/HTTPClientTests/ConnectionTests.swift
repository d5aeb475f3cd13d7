import EventLoop
import HTTP
import HTTPClient
import TestSupport
import Testing

/// What may stand on the wire as an answer (RFC 9112), and what may not.
@Loop @Suite struct ConnectionTests {
  private static let chunked = """
    HTTP/1.1 200 OK\r
    Transfer-Encoding: chunked\r
    \r
    5;x=y\r
    hello\r
    1\r
     \r
    0006\r
    world!\r
    0\r
    Trailer: yes\r
    \r

    """

  @Test(arguments: [1, 2, 3, 7, 64, 1000])
  func readsAChunkedBodyInAnyCuts(size: Int) async throws {
    let server = try TestServer { peer in
      for _ in 1...2 {
        _ = await peer.readHead()
        let bytes = Array(Self.chunked.utf8)
        for start in stride(from: 0, to: bytes.count, by: size) {
          await peer.write(Array(bytes[start..<min(start + size, bytes.count)]))
          try? await Loop.sleep(for: .zero)  // a turn of the loop, so that the client reads in between
        }
      }
      await peer.untilClosed()
    }
    defer { server.close() }
    let client = HTTPClient()
    #expect(try await client.get(server.url()) == "hello world!")
    #expect(try await client.get(server.url()) == "hello world!")
    #expect(server.accepted == 1)
  }

  @Test(arguments: [
    ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", "hi"),
    ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", ""),
    ("HTTP/1.1 200 OK\r\n\r\nuntil close", "until close"),
    ("HTTP/1.0 200 OK\r\n\r\nuntil close", "until close"),
    (
      "HTTP/1.1 100 Go\r\n\r\nHTTP/1.1 103 Go\r\nA: b\r\n\r\nHTTP/1.1 200\r\nContent-Length: 2\r\n\r\nhi",
      "hi"
    ),
    ("HTTP/1.1 204 No Content\r\n\r\nnot a body", ""),
    ("HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 5\r\n\r\nmoved", "moved"),
  ])
  func findsTheBodysEnd(answer: String, body: String) async throws {
    let server = try TestServer { peer in
      _ = await peer.readHead()
      await peer.write(answer)
    }
    defer { server.close() }
    #expect(try await HTTPClient().get(server.url()) == body)
  }

  @Test func expectsNoBodyOfHead() async throws {
    let server = try TestServer(answering: { _ in "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" })
    defer { server.close() }
    let client = HTTPClient()
    for _ in 1...2 { #expect(try await text(client.send(ClientRequest(.head, server.url()))) == "") }
    #expect(server.accepted == 1)
  }

  private enum Fault { case malformed, tooLarge, closedEarly }

  private func fault(_ answer: String) async throws -> Fault? {
    let server = try TestServer { peer in
      _ = await peer.readHead()
      await peer.write(answer)
    }
    defer { server.close() }
    switch await HTTPClient().failure(ClientRequest(.get, try server.url())) {
    case .malformed: return .malformed
    case .tooLarge: return .tooLarge
    case .closedEarly: return .closedEarly
    default: return nil
    }
  }

  @Test(arguments: [
    "SSH-2.0-OpenSSH_9.2\r\n\r\n", "HTTP/2.0 200 OK\r\n\r\n", "HTTP/1.1 2x0 OK\r\n\r\n",
    "HTTP/1.1 200 OK\n\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc",
    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", "HTTP/1.1 200 OK\r\nA : b\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n",
    String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 20),
  ])
  func refusesWhatIsNotHTTP(answer: String) async throws {
    #expect(try await fault(answer) == .malformed)
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nX: " + String(repeating: "x", count: 100_000),
    "HTTP/1.1 200 OK\r\n" + String(repeating: "X: y\r\n", count: 1000) + "\r\n",
  ])
  func refusesAnEndlessHead(answer: String) async throws {
    #expect(try await fault(answer) == .tooLarge)
  }

  @Test(arguments: [
    "", "HTTP/1.1 20", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n",
  ])
  func tellsWhenTheAnswerIsCutShort(answer: String) async throws {
    #expect(try await fault(answer) == .closedEarly)
  }

  @Test func sendsALargeBodyWhole() async throws {
    let body = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let server = try TestServer { peer in
      _ = await peer.readHead()
      let got = await peer.read(exactly: body.count)
      await peer.write(ok(got == body ? "same" : "different"))
    }
    defer { server.close() }
    let request = ClientRequest(.post, try server.url(), body: body)
    #expect(try await text(HTTPClient().send(request)) == "same")
  }

  @Test func takesAnEarlyAnswerToABodyThatIsNotWanted() async throws {
    let server = try TestServer { peer in
      _ = await peer.readHead()
      await peer.write("HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbig")
      peer.finishWriting()
      _ = await peer.read(exactly: 20_000_000)
    }
    defer { server.close() }
    let request = ClientRequest(.post, try server.url(), body: [UInt8](repeating: 1, count: 20_000_000))
    let response = try await HTTPClient().send(request)
    #expect(response.status == 413)
    #expect(try await text(response) == "big")
  }
}
