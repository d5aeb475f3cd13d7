import EventLoop
import HTTP
import HTTPClient
import TestSupport
import Testing

/// Which connection a request goes over.
@Loop @Suite struct PoolTests {
  @Test func usesAConnectionAgain() async throws {
    let server = try TestServer(answering: { _ in ok("again") })
    defer { server.close() }
    let client = HTTPClient()
    for _ in 1...5 { #expect(try await client.get(server.url()) == "again") }
    #expect(server.accepted == 1)
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi",
    "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi",
    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi and more",
  ])
  func doesNotUseAConnectionAgainThatMayNotBe(answer: String) async throws {
    let server = try TestServer(answering: { _ in answer })
    defer { server.close() }
    let client = HTTPClient()
    for _ in 1...2 { #expect(try await client.get(server.url()) == "hi") }
    #expect(server.accepted == 2)
  }

  @Test func replacesAConnectionThatClosedWhileItRested() async throws {
    let server = try TestServer { peer in
      _ = await peer.readHead()
      await peer.write(ok("connection \(peer.number)"))
    }
    defer { server.close() }
    let client = HTTPClient()
    for number in 1...3 { #expect(try await client.get(server.url()) == "connection \(number)") }
  }

  /// Answers one request, and closes upon the second: as a server whose idle timeout strikes just then.
  private func forgetful(_ lastWords: String = "") throws -> TestServer {
    try TestServer { peer in
      _ = await peer.readHead()
      await peer.write(ok("connection \(peer.number)"))
      _ = await peer.readHead()
      if peer.number == 1 { return await peer.write(lastWords) }
      await peer.write(ok("second on \(peer.number)"))
    }
  }

  @Test func triesOnceMoreWhenTheServerClosesUponTheRequest() async throws {
    let server = try forgetful()
    defer { server.close() }
    let client = HTTPClient()
    #expect(try await client.get(server.url()) == "connection 1")
    #expect(try await client.get(server.url()) == "connection 2")
  }

  @Test func doesNotTryAgainOnceAByteCame() async throws {
    let server = try forgetful("HTTP/1.1 200")
    defer { server.close() }
    let client = HTTPClient()
    #expect(try await client.get(server.url()) == "connection 1")
    #expect(
      await client.failure(ClientRequest(.get, try server.url()))
        == .closedEarly(peer: "127.0.0.1:\(server.port)"))
    #expect(server.accepted == 1)
  }

  @Test func doesNotTryAgainOnAFreshConnection() async throws {
    let server = try TestServer { _ = await $0.readHead() }
    defer { server.close() }
    #expect(
      await HTTPClient().failure(ClientRequest(.get, try server.url()))
        == .closedEarly(peer: "127.0.0.1:\(server.port)"))
    #expect(server.accepted == 1)
  }

  @Test func waitsForAPlaceAndGetsIt() async throws {
    let server = try TestServer(answering: { _ in ok("turn") })
    defer { server.close() }
    var limits = HTTPClient.Limits()
    limits.connectionsPerOrigin = 1
    let client = HTTPClient(limits)
    let first = try await client.send(ClientRequest(.get, server.url()))
    let (finished, url) = (Signal(), try server.url())
    Loop.start {
      #expect((try? await client.get(url)) == "turn")
      finished.give()
    }
    #expect(try await text(first) == "turn")
    await finished.wait()
    #expect(server.accepted == 1)
  }

  @Test func saysWhenNoPlaceGetsFree() async throws {
    let server = try TestServer(answering: { _ in ok("turn") })
    defer { server.close() }
    var limits = HTTPClient.Limits()
    limits.connectionsPerOrigin = 1
    let client = HTTPClient(limits)
    let first = try await client.send(ClientRequest(.get, server.url()))
    var second = ClientRequest(.get, try server.url())
    second.connectTimeout = .milliseconds(20)
    #expect(await client.failure(second) == .busy(peer: "127.0.0.1:\(server.port)"))
    first.cancel()
    #expect(try await client.get(server.url()) == "turn")
  }

  @Test func dropsTheOldestOfTooManyIdleOnes() async throws {
    let gone = Signal()
    let first = try TestServer { peer in
      _ = await peer.readHead()
      await peer.write(ok("1"))
      await peer.untilClosed()
      gone.give()
    }
    let second = try TestServer(answering: { _ in ok("2") })
    defer {
      first.close()
      second.close()
    }
    var limits = HTTPClient.Limits()
    limits.idleConnections = 1
    let client = HTTPClient(limits)
    #expect(try await client.get(first.url()) == "1")
    #expect(try await client.get(second.url()) == "2")
    await gone.wait()
    #expect(try await client.get(second.url()) == "2")
    #expect(second.accepted == 1)
  }

  @Test func closesWhatRestsWhenNobodyHoldsTheClient() async throws {
    let gone = Signal()
    let server = try TestServer { peer in
      _ = await peer.readHead()
      await peer.write(ok("1"))
      await peer.untilClosed()
      gone.give()
    }
    defer { server.close() }
    #expect(try await HTTPClient().get(server.url()) == "1")
    await gone.wait()
  }

  @Test func closesAnIdleConnectionAfterItsTime() async throws {
    let gone = Signal()
    let server = try TestServer { peer in
      _ = await peer.readHead()
      await peer.write(ok("1"))
      await peer.untilClosed()
      gone.give()
    }
    defer { server.close() }
    var limits = HTTPClient.Limits()
    limits.idleTimeout = .milliseconds(10)
    let client = HTTPClient(limits)
    #expect(try await client.get(server.url()) == "1")
    await gone.wait()
  }
}
