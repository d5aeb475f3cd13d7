public import EventLoop
public import Kernel

/// The server's side of one connection, for tests: reads and writes exactly what a test says.
@Loop public final class Peer: Watcher {
  /// Counts the connections of a server, from 1.
  public let number: Int
  private var socket: Socket?
  private var held: [UInt8] = []
  private var waiter: CheckedContinuation<Void, Never>?
  public private(set) var written = 0

  public init(_ accepted: Socket.Accepted, number: Int) throws {
    socket = try Socket(accepted)
    self.number = number
  }

  /// The next bytes; empty when the client has closed.
  public func read() async -> [UInt8] {
    if !held.isEmpty {
      defer { held = [] }
      return held
    }
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    while socket != nil {
      do {
        if let count = try socket?.read(into: &buffer) { return Array(buffer[..<count]) }
      } catch { return [] }
      await wait(.read)
    }
    return []
  }

  /// A request's head, blank line included; what follows it is kept for `read`. Empty when the client closed.
  public func readHead() async -> String {
    var bytes: [UInt8] = []
    while true {
      let more = await read()
      if more.isEmpty { return "" }
      bytes += more
      if let end = endOfHead(bytes) {
        held = Array(bytes[end...])
        return String(decoding: bytes[..<end], as: UTF8.self)
      }
    }
  }

  /// Exactly so many bytes, or fewer if the client closed.
  public func read(exactly count: Int) async -> [UInt8] {
    var bytes = held
    held = []
    while bytes.count < count {
      let more = await read()
      if more.isEmpty { break }
      bytes += more
    }
    held = Array(bytes.dropFirst(count))
    return Array(bytes.prefix(count))
  }

  public func write(_ text: String) async { await write(Array(text.utf8)) }

  /// Writes all, or as much as the client takes before it closes.
  public func write(_ bytes: [UInt8]) async {
    var sent = 0
    while sent < bytes.count, socket != nil {
      guard let count = try? socket?.write(bytes, from: sent) else { return }
      sent += count
      written += count
      if count == 0 { await wait(.write) }
    }
  }

  /// Returns once the client has closed.
  public func untilClosed() async { while await !read().isEmpty {} }

  /// Says that no more comes, and still reads.
  public func finishWriting() { socket?.finishWriting() }

  public func close() {
    if let raw = socket?.raw { EventLoop.shared.remove(raw) }
    socket = nil
    wake()
  }

  public func ready(_ readiness: Readiness) {
    if let raw = socket?.raw { EventLoop.shared.remove(raw) }
    wake()
  }

  private func wait(_ interest: Interest) async {
    await withCheckedContinuation {
      waiter = $0
      guard let raw = socket?.raw else { return wake() }
      do { try EventLoop.shared.add(raw, interest, self) } catch { wake() }
    }
  }

  private func wake() {
    let waiter = self.waiter
    self.waiter = nil
    waiter?.resume()
  }

  private func endOfHead(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4 else { return nil }
    return (4...bytes.count).first { bytes[($0 - 4)..<$0].elementsEqual([13, 10, 13, 10]) }
  }
}
