import COpenSSL
import EventLoop
import HTTP
import HTTPClient
import TLS
import TestSupport
import Testing

/// Whom the client believes, and what it says when it does not.
@Loop @Suite struct TLSTests {
  private static let authority = Certificate("an authority of this test")
  private static let localhost = Certificate(
    "localhost", names: "DNS:localhost,IP:127.0.0.1", signer: authority)

  private let client: HTTPClient
  private let trust = TemporaryFile(authority.pem)

  init() {
    client = HTTPClient(proxies: .none, trust: TrustStore(file: trust.path))
  }

  private func server(
    _ identity: Certificate = localhost, maximum: Int32 = TLS1_3_VERSION,
    _ serve: @escaping @Loop @Sendable (TLSPeer) async -> Void
  ) throws -> TestServer {
    try TestServer { peer in
      let secured = TLSPeer(peer, identity, maximum: maximum)
      if await secured.accept() { await serve(secured) }
      await peer.untilClosed()
    }
  }

  private func greeter(_ identity: Certificate = localhost, maximum: Int32 = TLS1_3_VERSION) throws
    -> TestServer
  {
    try server(identity, maximum: maximum) { peer in
      while await !peer.readHead().isEmpty {
        await peer.write(ok("\(peer.serverName ?? "nobody") by \(peer.protocolName ?? "no name")"))
      }
    }
  }

  private func failure(_ server: TestServer, host: String = "localhost") async throws -> TLSError? {
    let url = try HTTPURL("https://\(host):\(server.port)/")
    guard case .tls(_, let error) = await client.failure(ClientRequest(.get, url)) else { return nil }
    return error
  }

  @Test(arguments: [("localhost", "localhost"), ("127.0.0.1", "nobody"), ("localhost.", "localhost")])
  func speaksToAServerThatItKnowsAndNamesIt(host: String, named: String) async throws {
    let server = try greeter()
    defer { server.close() }
    let url = try HTTPURL("https://\(host):\(server.port)/")
    for _ in 1...3 { #expect(try await client.get(url) == "\(named) by http/1.1") }
    #expect(server.accepted == 1)
  }

  @Test func speaksTLS12() async throws {
    let server = try greeter(maximum: TLS1_2_VERSION)
    defer { server.close() }
    #expect(try await client.get(HTTPURL("https://localhost:\(server.port)/")) == "localhost by http/1.1")
  }

  @Test func refusesTLS11() async throws {
    let server = try greeter(maximum: TLS1_1_VERSION)
    defer { server.close() }
    if case .failed = try await failure(server) { return }
    Issue.record("it was accepted, or refused for another reason")
  }

  @Test func refusesAnExpiredCertificate() async throws {
    let server = try greeter(
      Certificate("old", names: "DNS:localhost", signer: Self.authority, validDays: -3 ... -2))
    defer { server.close() }
    #expect(try await failure(server) == .expired)
  }

  @Test func refusesACertificateOfTheFuture() async throws {
    let server = try greeter(
      Certificate("new", names: "DNS:localhost", signer: Self.authority, validDays: 2...3))
    defer { server.close() }
    #expect(try await failure(server) == .notYetValid)
  }

  @Test(arguments: ["DNS:example.org", "DNS:*.localhost", "DNS:localhost.example.org", "IP:127.0.0.1"])
  func refusesACertificateOfAnotherHost(names: String) async throws {
    let server = try greeter(Certificate("other", names: names, signer: Self.authority))
    defer { server.close() }
    #expect(try await failure(server) == .wrongHost("localhost"))
  }

  @Test func refusesACertificateOfAnotherAddress() async throws {
    let identity = Certificate("127.0.0.1", names: "DNS:127.0.0.1,IP:127.0.0.2", signer: Self.authority)
    let server = try greeter(identity)
    defer { server.close() }
    #expect(try await failure(server, host: "127.0.0.1") == .wrongHost("127.0.0.1"))
  }

  @Test func refusesAnUnknownAuthority() async throws {
    let server = try greeter(
      Certificate("localhost", names: "DNS:localhost", signer: Certificate("a stranger")))
    defer { server.close() }
    #expect(try await failure(server) == .unknownAuthority)
  }

  @Test func refusesASelfSignedCertificate() async throws {
    let server = try greeter(Certificate("localhost", names: "DNS:localhost"))
    defer { server.close() }
    #expect(try await failure(server) == .selfSigned)
  }

  @Test func tellsWhenTheServerDoesNotSpeakTLS() async throws {
    let server = try TestServer { peer in
      _ = await peer.read()
      await peer.write("HTTP/1.1 400 Bad Request\r\n\r\n")
    }
    defer { server.close() }
    #expect(try await failure(server) == .notTLS)
  }

  @Test func tellsWhenTheServerClosesInTheHandshake() async throws {
    let server = try TestServer { _ = await $0.read() }
    defer { server.close() }
    #expect(try await failure(server) == .closedInHandshake)
  }

  @Test func waitsForAHandshakeNoLongerThanForAConnection() async throws {
    let server = try TestServer { await $0.untilClosed() }
    defer { server.close() }
    var request = ClientRequest(.get, try HTTPURL("https://localhost:\(server.port)/"))
    request.connectTimeout = .milliseconds(30)
    let peer = "localhost:\(server.port)"
    #expect(await client.failure(request) == .timedOutConnecting(peer: peer, .milliseconds(30)))
  }

  @Test func tellsACutBodyFromAnEndedOne() async throws {
    let server = try TestServer { peer in
      let secured = TLSPeer(peer, Self.localhost)
      guard await secured.accept() else { return }
      _ = await secured.readHead()
      await secured.write("HTTP/1.1 200 OK\r\n\r\nuntil close")
      if peer.number == 1 { await secured.sayGoodbye() }
    }
    defer { server.close() }
    let url = try HTTPURL("https://localhost:\(server.port)/")
    #expect(try await client.get(url) == "until close")
    #expect(try await failure(server) == .truncated)
  }

  @Test func carriesLargeBodiesBothWays() async throws {
    let body = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let server = try server { peer in
      _ = await peer.readHead()
      var got: [UInt8] = []
      while got.count < body.count { got += await peer.read() }
      await peer.write("HTTP/1.1 200 OK\r\nContent-Length: \(got.count)\r\n\r\n")
      await peer.write(got)
    }
    defer { server.close() }
    let url = try HTTPURL("https://localhost:\(server.port)/")
    let response = try await client.send(ClientRequest(.post, url, body: body))
    #expect(try await response.collect(atMost: body.count) == body)
  }

  @Test func triesOnceMoreWhenARestingConnectionWasClosed() async throws {
    let server = try TestServer { peer in
      let secured = TLSPeer(peer, Self.localhost)
      guard await secured.accept() else { return }
      _ = await secured.readHead()
      await secured.write(ok("connection \(peer.number)"))
      _ = await secured.readHead()
    }
    defer { server.close() }
    let url = try HTTPURL("https://localhost:\(server.port)/")
    for number in 1...3 { #expect(try await client.get(url) == "connection \(number)") }
  }

  @Test func saysGoodbyeWhenItCloses() async throws {
    let gone = Signal()
    let server = try TestServer { peer in
      let secured = TLSPeer(peer, Self.localhost)
      guard await secured.accept() else { return }
      _ = await secured.readHead()
      await secured.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nfirst")
      while await !secured.read().isEmpty {}
      #expect(secured.heardGoodbye)
      gone.give()
    }
    defer { server.close() }
    let response = try await client.send(ClientRequest(.get, HTTPURL("https://localhost:\(server.port)/")))
    response.cancel()
    await gone.wait()
  }

  @Test func needsAnAuthorityToBelieve() async throws {
    let client = HTTPClient(proxies: .none, trust: TrustStore(file: "/nowhere/bundle.pem"))
    let server = try greeter()
    defer { server.close() }
    let error = await client.failure(ClientRequest(.get, try HTTPURL("https://localhost:\(server.port)/")))
    let reason = TLSError.noTrust("cannot read certificates from /nowhere/bundle.pem")
    #expect(error == .tls(peer: "localhost:\(server.port)", reason))
  }
}
