import EventLoop
import HTTP
import HTTPClient
import TLS
import TestSupport
import Testing

/// The ways through a proxy, and to a name.
@Loop @Suite struct DialerTests {
  @Test func asksAProxyForTheWholeAddress() async throws {
    let proxy = try TestServer(answering: { ok($0) })
    defer { proxy.close() }
    let client = HTTPClient(proxies: Proxies(http: "http://ada:secret@127.0.0.1:\(proxy.port)"))
    let url = try HTTPURL("http://model.invalid:8000/v1?x=1")
    #expect(
      try await client.get(url) == """
        GET http://model.invalid:8000/v1?x=1 HTTP/1.1\r
        Host: model.invalid:8000\r
        Accept: */*\r
        Accept-Encoding: identity\r
        User-Agent: martlet\r
        Proxy-Authorization: Basic YWRhOnNlY3JldA==\r
        \r

        """)
  }

  @Test func opensATunnelForTLSAndVerifiesTheServerInIt() async throws {
    let authority = Certificate("an authority")
    let identity = Certificate("model", names: "DNS:model.invalid", signer: authority)
    let question = Text()
    let proxy = try TestServer { peer in
      question.value = await peer.readHead()
      await peer.write("HTTP/1.1 200 Connection established\r\n\r\n")
      let secured = TLSPeer(peer, identity)
      guard await secured.accept() else { return }
      await secured.write(ok(secured.readHead()))
      await peer.untilClosed()
    }
    defer { proxy.close() }
    let trust = TemporaryFile(authority.pem)
    let client = HTTPClient(
      proxies: Proxies(https: "http://ada:secret@127.0.0.1:\(proxy.port)"),
      trust: TrustStore(file: trust.path))
    let inner = try await client.get(HTTPURL("https://model.invalid/v1"))
    #expect(inner.hasPrefix("GET /v1 HTTP/1.1\r\nHost: model.invalid\r\n"))
    #expect(!inner.contains("Proxy-Authorization"))
    #expect(
      question.value == """
        CONNECT model.invalid:443 HTTP/1.1\r
        Host: model.invalid:443\r
        Proxy-Authorization: Basic YWRhOnNlY3JldA==\r
        \r

        """)
  }

  @Test func saysWhenTheProxyRefuses() async throws {
    let proxy = try TestServer(answering: { _ in "HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n" })
    defer { proxy.close() }
    let client = HTTPClient(proxies: Proxies(https: "127.0.0.1:\(proxy.port)"))
    let error = await client.failure(ClientRequest(.get, try HTTPURL("https://model.invalid/")))
    #expect(error == .proxy("the proxy 127.0.0.1:\(proxy.port) refused the way to model.invalid:443: 407"))
  }

  @Test func goesDirectlyWhereNoProxySaysSo() async throws {
    let server = try TestServer(answering: { ok($0) })
    defer { server.close() }
    let client = HTTPClient(proxies: Proxies(http: "http://proxy.invalid:1", except: "*"))
    #expect(try await client.get(server.url()).hasPrefix("GET / HTTP/1.1\r\n"))
  }

  @Test func saysWhenANameIsUnknown() async throws {
    let client = HTTPClient(proxies: .none, resolver: Resolver(deafConfiguration()))
    var request = ClientRequest(.get, try HTTPURL("http://model.invalid/"))
    request.connectTimeout = .milliseconds(30)
    guard case .lookupFailed(host: "model.invalid", _) = await client.failure(request) else {
      Issue.record("another error, or none")
      return
    }
  }

  /// Asks a name server that is not there.
  private func deafConfiguration() -> ResolverConfiguration {
    var configuration = ResolverConfiguration()
    configuration.nameServers = "127.0.0.1:1"
    return configuration
  }
}

@Loop private final class Text { var value = "" }
