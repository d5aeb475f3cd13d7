import Glibc
import Kernel
import Testing

@Suite struct SocketTests {
  @Test func carriesBytesBothWaysAndTellsTheEnd() throws {
    let listener = try Socket.listening(on: SocketAddress(literal: "127.0.0.1", port: 0)!)
    let client = try Socket.connecting(to: listener.localAddress!)
    let server = try Socket(try waitFor { try listener.accept()?.socket })
    #expect(client.connectionError() == 0)
    #expect(try client.write(Array("hello".utf8)) == 5)
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = try waitFor { try server.read(into: &buffer) }
    #expect(String(decoding: buffer[..<count], as: UTF8.self) == "hello")
    #expect(try server.write(Array("he".utf8), Bytes(immortal: Array("llo".utf8))) == 5)
    server.finishWriting()
    #expect(try waitFor { try client.read(into: &buffer) } == 5)
    #expect(try waitFor { try client.read(into: &buffer) } == 0)
  }

  @Test func nothingToReadIsNil() throws {
    let listener = try Socket.listening(on: SocketAddress(literal: "::1", port: 0)!)
    let client = try Socket.connecting(to: listener.localAddress!)
    var buffer = [UInt8](repeating: 0, count: 8)
    #expect(try client.read(into: &buffer) == nil)
    let server = try Socket(try waitFor { try listener.accept()?.socket })
    #expect(try server.read(into: &buffer) == nil)
    #expect(try listener.accept() == nil)
  }

  @Test func aPortInUseIsAnErrorInWords() throws {
    let listener = try Socket.listening(on: SocketAddress(literal: "127.0.0.1", port: 0)!)
    do {
      _ = try Socket.listening(on: listener.localAddress!)
      Issue.record("two listeners on one port")
    } catch {
      #expect(error.description == "Address already in use (bind)")
    }
  }

  /// Polls for at most five seconds.
  private func waitFor<T>(_ body: () throws -> T?) throws -> T {
    for _ in 0..<5000 {
      if let value = try body() { return value }
      usleep(1000)
    }
    throw SystemError("waitFor", code: ETIMEDOUT)
  }
}
