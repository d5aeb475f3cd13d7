import EventLoop
import HTTP
import HTTPClient
import TestSupport
import Testing

/// A body as it is read, or no longer wanted.
@Loop @Suite struct ClientResponseTests {
  /// Sends a head and the beginning of a body, and then tells when the client has gone.
  private func endless(_ gone: Signal) throws -> TestServer {
    try TestServer { peer in
      _ = await peer.readHead()
      await peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nfirst")
      await peer.untilClosed()
      gone.give()
    }
  }

  @Test func aServerThatNeverPausesLeavesTheOthersTheirTurns() async throws {
    let size = 3_000_000
    let written = Signal()
    let server = try TestServer { peer in
      _ = await peer.readHead()
      let body = String(repeating: "x", count: size)
      await peer.write("HTTP/1.1 200 OK\r\nContent-Length: \(size)\r\n\r\n" + body)
      written.give()
      await peer.untilClosed()
    }
    defer { server.close() }
    let tally = Tally()
    tally.begin()
    let (url, ended) = (try server.url(), Signal())
    // A task of the loop's own, as in the house: the test's would be elsewhere between two pieces.
    Loop.start {
      await #expect(throws: Never.self) { try await tally.read(HTTPClient().send(ClientRequest(.get, url))) }
      ended.give()
    }
    await ended.wait()
    tally.isReading = false
    #expect(tally.bytes == size)
    #expect(Set(tally.pieces).count == tally.pieces.count)
    await written.wait()
  }

  @Test func cancelClosesTheConnectionAtOnce() async throws {
    let gone = Signal()
    let server = try endless(gone)
    defer { server.close() }
    let response = try await HTTPClient().send(ClientRequest(.get, server.url()))
    #expect(try await response.next() == Array("first".utf8))
    response.cancel()
    await gone.wait()
    await #expect(throws: CancellationError.self) { try await response.next() }
  }

  @Test func cancelEndsANextThatWaits() async throws {
    let (gone, ended) = (Signal(), Signal())
    let server = try endless(gone)
    defer { server.close() }
    let response = try await HTTPClient().send(ClientRequest(.get, server.url()))
    _ = try await response.next()
    Loop.start {
      await #expect(throws: CancellationError.self) { try await response.next() }
      ended.give()
    }
    Loop.start { response.cancel() }
    await ended.wait()
    await gone.wait()
  }

  @Test func cancellingTheTaskThatReadsClosesTheConnection() async throws {
    let (gone, waiting, ended) = (Signal(), Signal(), Signal())
    let server = try endless(gone)
    defer { server.close() }
    let url = try server.url()
    let task = Loop.start {
      do {
        let response = try await HTTPClient().send(ClientRequest(.get, url))
        _ = try await response.next()
        waiting.give()
        _ = try await response.next()
      } catch { #expect(error is CancellationError) }
      ended.give()
    }
    await waiting.wait()
    task.cancel()
    await ended.wait()
    await gone.wait()
  }

  @Test func cancellingTheTaskThatSendsClosesTheConnection() async throws {
    let (asked, gone, ended) = (Signal(), Signal(), Signal())
    let server = try TestServer { peer in
      _ = await peer.readHead()
      asked.give()
      await peer.untilClosed()
      gone.give()
    }
    defer { server.close() }
    let url = try server.url()
    let task = Loop.start {
      await #expect(throws: CancellationError.self) { try await HTTPClient().send(ClientRequest(.get, url)) }
      ended.give()
    }
    await asked.wait()
    task.cancel()
    await gone.wait()
    await ended.wait()
  }

  @Test func aResponseThatNobodyHoldsClosesItsConnection() async throws {
    let gone = Signal()
    let server = try endless(gone)
    defer { server.close() }
    let client = HTTPClient()
    _ = try await client.send(ClientRequest(.get, server.url()))
    await gone.wait()
  }

  @Test func endsASilentAnswer() async throws {
    let gone = Signal()
    let server = try endless(gone)
    defer { server.close() }
    var request = ClientRequest(.get, try server.url())
    request.silenceTimeout = .milliseconds(30)
    let error = await HTTPClient().failure(request)
    #expect(error == .silent(peer: "127.0.0.1:\(server.port)", .milliseconds(30)))
    #expect(error?.description == "127.0.0.1:\(server.port) was silent for 30 ms")
    await gone.wait()
  }

  @Test func everyByteBreaksTheSilence() async throws {
    let server = try TestServer { peer in
      _ = await peer.readHead()
      await peer.write("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n")
      for _ in 1...8 {
        try? await Loop.sleep(for: .milliseconds(50))
        await peer.write(".")
      }
    }
    defer { server.close() }
    var request = ClientRequest(.get, try server.url())
    request.silenceTimeout = .milliseconds(300)
    #expect(try await text(HTTPClient().send(request)) == "........")
  }

  @Test func holdsBackASenderThatIsFasterThanItsReader() async throws {
    let total = 64 << 20
    let started = Signal()
    let written = Count()
    let server = try TestServer { peer in
      _ = await peer.readHead()
      await peer.write("HTTP/1.1 200 OK\r\nContent-Length: \(total)\r\n\r\n")
      started.give()
      let piece = [UInt8](repeating: 7, count: 1 << 20)
      for _ in 0..<(total >> 20) {
        await peer.write(piece)
        written.value += piece.count
      }
    }
    defer { server.close() }
    let response = try await HTTPClient().send(ClientRequest(.get, server.url()))
    await started.wait()
    try await Loop.sleep(for: .milliseconds(200))
    #expect(written.value < total / 2, "the kernel's buffers alone should hold the rest back")
    var received = 0
    while let piece = try await response.next() {
      #expect(piece.count <= HTTPClient.Limits.readBytes)
      received += piece.count
    }
    #expect(received == total)
  }

  @Test func collectRefusesMoreThanItsLimit() async throws {
    let server = try TestServer(answering: { _ in ok("12345") })
    defer { server.close() }
    let client = HTTPClient()
    #expect(try await client.send(ClientRequest(.get, server.url())).collect(atMost: 5).count == 5)
    let response = try await client.send(ClientRequest(.get, server.url()))
    let error = HTTPClientError.tooLarge(peer: "127.0.0.1:\(server.port)", reason: "more than 4 bytes")
    await #expect(throws: error) { try await response.collect(atMost: 4) }
  }
}

@Loop private final class Count { var value = 0 }

/// In which turn of the loop each piece of a body came.
@Loop private final class Tally {
  var isReading = true
  private(set) var bytes = 0
  private(set) var pieces: [Int] = []
  private var turn = 0

  func begin() {
    turn += 1
    if isReading { EventLoop.shared.afterTurn { self.begin() } }
  }

  func read(_ response: ClientResponse) async throws {
    // Time to fill the kernel's buffers: then there is more to be had at once than one read takes.
    let start = turn + 500
    while turn < start { try await Loop.sleep(for: .zero) }
    while let piece = try await response.next() {
      bytes += piece.count
      pieces.append(turn)
    }
  }
}
