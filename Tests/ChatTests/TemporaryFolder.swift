import Kernel

/// A folder of one test, gone with it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = "/tmp/martlet-chat-\(UInt64.random(in: 0...UInt64.max))"
    try FileSystem.makeFolder(path)
  }

  deinit { Self.remove(path) }

  /// A copy as a crash at this instant would leave it: with the journal, without the lock.
  func copy() throws -> TemporaryFolder {
    let copy = try TemporaryFolder()
    for folder in ["sessions", "uploads", "bots"] where FileSystem.exists("\(path)/\(folder)") {
      try FileSystem.makeFolder("\(copy.path)/\(folder)")
      for name in try FileSystem.entries(of: "\(path)/\(folder)") {
        try Self.write(try Self.read("\(path)/\(folder)/\(name)"), to: "\(copy.path)/\(folder)/\(name)")
      }
    }
    return copy
  }

  func names(in folder: String) throws -> [String] {
    try FileSystem.entries(of: "\(path)/\(folder)").sorted()
  }

  static func read(_ path: String) throws -> [UInt8] {
    let file = try FileDescriptor.open(path, for: .reading)
    let size = try file.size()
    return try file.read(at: 0, count: size)
  }

  static func write(_ bytes: [UInt8], to path: String) throws {
    try FileDescriptor.open(path, for: .replacing).writeAll(bytes)
  }

  private static func remove(_ path: String) {
    for name in (try? FileSystem.entries(of: path)) ?? [] {
      let inner = path + "/" + name
      if (try? FileSystem.entries(of: inner)) != nil { remove(inner) } else { try? FileSystem.remove(inner) }
    }
    try? FileSystem.removeFolder(path)
  }
}
