internal import HTTP
internal import Kernel

/// A bot's feed on the disk: the very bytes that the bot is sent. For the disk's thread.
struct BotFeedFile: Sendable {
  /// What the file holds.
  struct Contents: Sendable {
    var entries: [LogEntry] = []
    var epoch: String
    /// Sessions in which the bot has spoken, each with the last number before.
    var spoken: [String: Int] = [:]
    /// Bytes.
    var size: Int
  }

  private static let header = Array(": martlet feed\n\n".utf8)
  private static let spokenName = "spoken"

  let path: String
  let files: Files

  /// Reads up to the first event that is not whole, and cuts off what stands behind it. What is damaged is kept under
  /// another name.
  func read() throws -> Contents {
    try FileSystem.makeFolder(Files.folder(of: path))
    guard let bytes = try files.read(path) else { return try fresh() }
    guard bytes.starts(with: Self.header), let contents = try read(bytes) else {
      _ = try files.keepDamaged(path)
      return try fresh()
    }
    return contents
  }

  /// Nil if whole events stand behind one that cannot be read: no torn write looks like that.
  private func read(_ bytes: [UInt8]) throws -> Contents? {
    var contents = Contents(epoch: "", size: Self.header.count)
    var parser = ServerSentEvent.Parser(limitBytes: bytes.count)
    var place = 0
    while let event = try? parser.next(bytes.span, &place), take(event, &contents) { contents.size = place }
    let rest = bytes[contents.size...]
    if zip(rest, rest.dropFirst()).contains(where: { $0 == 10 && $1 == 10 }) { return nil }
    if !rest.isEmpty { try files.cut(path, to: contents.size) }
    if contents.epoch.isEmpty { contents.epoch = Epoch.random() }
    return contents
  }

  /// On the disk when it returns; a write that fails leaves the file as it was.
  ///
  /// returns: the file's size
  func append(_ entry: LogEntry, after size: Int) throws -> Int {
    try files.append(entry.bytes, to: path, after: size)
    return size + entry.bytes.count
  }

  func appendSpoken(_ session: String, before sequence: Int, after size: Int) throws -> Int {
    let bytes = Self.spoken(session, sequence)
    try files.append(bytes, to: path, after: size)
    return size + bytes.count
  }

  func cut(to size: Int) throws { try files.cut(path, to: size) }

  /// Writes the file anew.
  ///
  /// returns: its size
  func replace(_ entries: [LogEntry], spoken: [String: Int]) throws -> Int {
    var bytes = Self.header
    for entry in entries { bytes += entry.bytes }
    for (session, sequence) in spoken { bytes += Self.spoken(session, sequence) }
    try files.replace(path, with: bytes)
    return bytes.count
  }

  private func fresh() throws -> Contents {
    try files.replace(path, with: Self.header)
    return Contents(epoch: Epoch.random(), size: Self.header.count)
  }

  private func take(_ event: ServerSentEvent, _ contents: inout Contents) -> Bool {
    guard event.name != Self.spokenName else {
      guard let data = try? JSONText.decode([String: Int].self, from: event.data) else { return false }
      contents.spoken.merge(data) { max($0, $1) }
      return true
    }
    guard let cursor = Cursor(event.id), contents.epoch.isEmpty || cursor.epoch == contents.epoch,
      let told = try? JSONText.decode(BotEvent.self, from: event.data)
    else { return false }
    contents.epoch = cursor.epoch
    contents.entries.append(LogEntry(.bot(told), at: cursor))
    return true
  }

  private static func spoken(_ session: String, _ sequence: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    ServerSentEvent.encode(name: spokenName, data: JSONText.encode([session: sequence]).span, into: &bytes)
    return bytes
  }
}
