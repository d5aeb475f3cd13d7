internal import Kernel

/// The room's file calls, for the disk's thread. A write that fails leaves the file as it was.
struct Files: Sendable {
  /// Asked before every change of the disk, with its name; what it throws happens instead. For tests.
  var willChange: (@Sendable (_ step: String) throws -> Void)?

  /// Nil if there is no such file.
  func read(_ path: String) throws -> [UInt8]? {
    guard FileSystem.exists(path) else { return nil }
    let file = try FileDescriptor.open(path, for: .reading)
    let size = try file.size()
    return try file.read(at: 0, count: size)
  }

  /// Makes the file `size` bytes of what it was and `bytes`, on the disk when it returns.
  func append(_ bytes: [UInt8], to path: String, after size: Int) throws {
    do { try appendNow(bytes, to: path) } catch {
      try? cutNow(path, to: size)
      throw error
    }
  }

  /// Either the old file or the new one is there, whatever happens; on the disk when it returns.
  func replace(_ path: String, with bytes: [UInt8]) throws {
    let temporary = path + ".tmp"
    do {
      try create(temporary, with: bytes)
      try step("rename \(path)")
      try FileSystem.rename(temporary, to: path)
    } catch {
      try? FileSystem.remove(temporary)
      throw error
    }
    try step("sync folder of \(path)")
    try FileSystem.syncFolder(Self.folder(of: path))
  }

  func cut(_ path: String, to size: Int) throws {
    try step("cut \(path)")
    try cutNow(path, to: size)
  }

  /// In one step; durable after the folder's sync.
  func rename(_ path: String, to new: String) throws {
    try step("rename \(new)")
    try FileSystem.rename(path, to: new)
  }

  /// Takes a damaged journal out of the way; nothing of it is lost, and nothing kept before it.
  func keepDamaged(_ path: String) throws -> RecoveryNote {
    var kept = path + ".damaged"
    var count = 1
    while FileSystem.exists(kept) {
      count += 1
      kept = "\(path).damaged-\(count)"
    }
    try rename(path, to: kept)
    return .damaged(journal: Self.name(of: path), kept: Self.name(of: kept))
  }

  /// Keeps what is about to be cut off a session's file, behind what was cut off it before.
  func keepCut(_ bytes: [UInt8], of path: String) throws {
    let kept = path + Self.cutEnding
    try append(bytes, to: kept, after: try read(kept)?.count ?? 0)
  }

  /// Keeps a session's file as another hand than ours has left it, in place of one kept before.
  func keepOld(_ path: String) throws {
    guard FileSystem.exists(path) else { return }
    try remove(path + Self.oldEnding)
    try step("keep \(path)")
    try FileSystem.link(path, to: path + Self.oldEnding)
  }

  /// Removes a session's file, and first what was kept of it.
  func removeSession(_ path: String) throws {
    for ending in [Self.cutEnding, Self.oldEnding, ""] { try remove(path + ending) }
  }

  private static let cutEnding = ".cut"
  private static let oldEnding = ".old"

  func remove(_ path: String) throws {
    try step("remove \(path)")
    try FileSystem.remove(path)
  }

  func syncFolder(of path: String) throws { try FileSystem.syncFolder(Self.folder(of: path)) }

  func step(_ name: String) throws { try willChange?(name) }

  private func appendNow(_ bytes: [UInt8], to path: String) throws {
    let file = try FileDescriptor.open(path, for: .appending)
    try step("append \(path)")
    try file.writeAll(bytes)
    try step("sync \(path)")
    try file.sync()
  }

  private func create(_ path: String, with bytes: [UInt8]) throws {
    try step("create \(path)")
    let file = try FileDescriptor.open(path, for: .replacing)
    try file.writeAll(bytes)
    try step("sync \(path)")
    try file.sync()
  }

  private func cutNow(_ path: String, to size: Int) throws {
    let file = try FileDescriptor.open(path, for: .appending)
    try file.truncate(to: size)
    try file.sync()
  }

  private static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }
}
