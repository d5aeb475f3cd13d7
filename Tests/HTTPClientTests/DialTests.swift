import EventLoop
import Kernel
import TestSupport
import Testing

@testable import HTTPClient

/// Which address of several gets the connection.
@Loop @Suite struct DialTests {
  private let nobody: SocketAddress

  /// A port of loopback where nothing listens: it was just given up.
  init() throws {
    let listener = try Socket.listening(on: SocketAddress(.v4([127, 0, 0, 1])))
    nobody = SocketAddress(.v4([127, 0, 0, 1]), port: listener.localAddress?.port ?? 1)
  }

  private func dial(_ addresses: [SocketAddress], within limit: Duration = .seconds(10)) async throws {
    let deadline = Deadline(in: limit, .timedOutConnecting(peer: "it", limit))
    let wire = try await Dial.connect(
      to: addresses, peer: "it", by: deadline, nextAddressDelay: .milliseconds(20))
    wire.close()
  }

  private func address(of server: TestServer) -> SocketAddress {
    SocketAddress(.v4([127, 0, 0, 1]), port: server.port)
  }

  @Test func saysThatNothingListens() async throws {
    await #expect(throws: HTTPClientError.refused(peer: "it")) { try await dial([nobody, nobody]) }
  }

  @Test func takesTheNextAddressWhenOneRefuses() async throws {
    let server = try TestServer { await $0.untilClosed() }
    defer { server.close() }
    let unreachable = SocketAddress(.v4([255, 255, 255, 255]), port: 1)
    try await dial([unreachable, nobody, address(of: server)])
  }

  @Test func saysThatThereIsNoAddress() async throws {
    await #expect(throws: HTTPClientError.unreachable(peer: "it", reason: "it has no address")) {
      try await dial([])
    }
  }

  @Test func startsTheNextAddressWhenOneIsSilent() async throws {
    let deaf = try Deaf()
    let server = try TestServer { await $0.untilClosed() }
    defer { server.close() }
    try await dial([deaf.address, address(of: server)])
  }

  @Test func endsAtItsDeadline() async throws {
    let deaf = try Deaf()
    let error = HTTPClientError.timedOutConnecting(peer: "it", .milliseconds(50))
    await #expect(throws: error) { try await dial([deaf.address], within: .milliseconds(50)) }
  }

  @Test func endsWithItsTask() async throws {
    let deaf = try Deaf()
    let ended = Signal()
    let task = Loop.start {
      await #expect(throws: CancellationError.self) { try await dial([deaf.address]) }
      ended.give()
    }
    try await Loop.sleep(for: .milliseconds(5))
    task.cancel()
    await ended.wait()
  }
}

/// An address that answers nothing: its queue of connections is full, so Linux drops what comes.
@Loop private final class Deaf {
  let address: SocketAddress
  private let listener: Socket
  private let first, second, third: Socket

  init() throws {
    listener = try Socket.listening(on: SocketAddress(.v4([127, 0, 0, 1])), backlog: 0)
    address = SocketAddress(.v4([127, 0, 0, 1]), port: listener.localAddress?.port ?? 1)
    first = try Socket.connecting(to: address)
    second = try Socket.connecting(to: address)
    third = try Socket.connecting(to: address)
  }
}
