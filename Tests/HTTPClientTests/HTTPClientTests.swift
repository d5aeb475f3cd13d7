import EventLoop
import HTTP
import HTTPClient
import TestSupport
import Testing

/// One request, one answer: what goes out and what comes back.
@Loop @Suite struct HTTPClientTests {
  @Test func sendsARequestAndReadsItsAnswer() async throws {
    let server = try TestServer { peer in
      let head = await peer.readHead()
      let body = await peer.read(exactly: 4)
      await peer.write(ok(head + String(decoding: body, as: UTF8.self)))
    }
    defer { server.close() }
    let request = ClientRequest(
      .post, try server.url("/v1/chat?x=%20"), fields: ["Content-Type": "text/plain", "Host": "evil"],
      body: Array("body".utf8))
    let response = try await HTTPClient().send(request)
    #expect(response.status == 200)
    #expect(
      try await text(response) == """
        POST /v1/chat?x=%20 HTTP/1.1\r
        Host: 127.0.0.1:\(server.port)\r
        Content-Type: text/plain\r
        Accept: */*\r
        Accept-Encoding: identity\r
        User-Agent: martlet\r
        Content-Length: 4\r
        \r
        body
        """)
  }

  @Test func givesStatusAndFields() async throws {
    let server = try TestServer(answering: { _ in
      "HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n"
    })
    defer { server.close() }
    let response = try await HTTPClient().send(ClientRequest(.get, server.url()))
    #expect(response.status == 429)
    #expect(response.fields[.retryAfter] == "7")
    #expect(try await response.next() == nil)
    #expect(try await response.next() == nil)
  }
}
