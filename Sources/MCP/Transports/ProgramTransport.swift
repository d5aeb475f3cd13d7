internal import EventLoop

/// MCP over a program's standard input and output: a message a line (MCP, stdio transport).
@Loop final class ProgramTransport: Transport {
  private static let lf = UInt8(ascii: "\n")
  /// Above this many bytes a message is decoded beside the loop.
  private static let longBytes = 16 * 1024

  weak var receiver: (any TransportReceiver)?
  var revision: String?
  let hasOwnStreams = false
  private let process: any ServerProcess
  private let study: Disk
  private let limits: MCPLimits
  private var lines: LineReader
  private var errorTail: [UInt8] = []
  private var waiting: [[UInt8]] = []
  private var waitingBytes = 0
  private var isWriting = false
  private var isClosed = false

  /// Reads at once: whoever makes it names a receiver before it waits for anything.
  init(_ process: any ServerProcess, study: Disk, limits: MCPLimits) {
    self.process = process
    self.study = study
    self.limits = limits
    lines = LineReader(limitBytes: limits.messageBytes)
    Loop.start { await self.read() }
    Loop.start { await self.readErrors() }
  }

  func send(_ message: Outgoing) async throws {
    let bytes = message.bytes + [Self.lf]
    guard waitingBytes + bytes.count <= limits.waitingBytes else {
      throw ServerFailure.ended("does not read what it is sent")
    }
    waiting.append(bytes)
    waitingBytes += bytes.count
    guard !isWriting else { return }
    isWriting = true
    // Of its own: a call that is given up must not cut a line in two.
    Loop.start { await self.write() }
  }

  func listen() {}

  func close() async {
    isClosed = true
    process.closeInput()
    _ = await process.ending(within: limits.grace)
    await process.end(grace: limits.grace)
  }

  private func write() async {
    while !waiting.isEmpty, !isClosed {
      let bytes = waiting.removeFirst()
      // Where nobody reads any more the output ends, too, and says why.
      do { try await process.write(bytes) } catch { break }
      waitingBytes -= bytes.count
    }
    isWriting = false
  }

  private func read() async {
    while let bytes = await process.output() {
      for line in lines.take(bytes) { await take(line) }
    }
    if let line = lines.finish() { await take(line) }
    let words = await process.ending(within: limits.grace) ?? "has closed its output"
    let tail = Words.line(errorTail.split(separator: Self.lf).last.map(Array.init) ?? [], atMost: 300)
    receiver?.ended(.ended(tail.isEmpty ? words : "\(words): \(tail)"))
  }

  private func take(_ line: LineReader.Line) async {
    switch line {
    case .tooLong:
      receiver?.dropped("sent a message larger than \(limits.messageBytes / 1024) KiB, which is dropped")
    case .text(let bytes):
      guard let messages = await decode(bytes) else { return nonsense(bytes) }
      for message in messages { receiver?.received(message, during: nil) }
    }
  }

  private func nonsense(_ bytes: [UInt8]) { receiver?.receivedNonsense("printed “\(Words.line(bytes, atMost: 120))”") }

  /// nil for what is no message; that is mostly plain to see.
  private func decode(_ bytes: [UInt8]) async -> [ServerMessage]? {
    guard let first = bytes.first(where: { $0 > 0x20 }), first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    else { return nil }
    if bytes.count <= Self.longBytes { return ServerMessage.read(bytes) }
    return try? await study.run { ServerMessage.read(bytes) }
  }

  /// However much it writes there: it is read, so that the server never waits for us, and the end is kept.
  private func readErrors() async {
    while let bytes = await process.errors() {
      errorTail = Array((errorTail + bytes.suffix(limits.errorTailBytes)).suffix(limits.errorTailBytes))
    }
  }
}
