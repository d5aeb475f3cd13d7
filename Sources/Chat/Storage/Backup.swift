internal import Kernel

/// A data folder carried elsewhere whole, with the sessions and uploads of all users, and back. Blocks: for a command.
///
/// A running house may go on writing meanwhile: each file is copied as a crash at that instant would leave it, a turn's
/// journal before its session, an upload's bytes before its record, so that all is mended as after a crash.
public struct Backup {
  public struct Count: Hashable, Sendable {
    public var sessions = 0
    public var uploads = 0
    /// Sessions that were there already, and stayed as they were.
    public var kept = 0
  }

  private static let pieceBytes = 1 << 20
  private static let houseFiles = ["users.json", "config.json"]

  private let source: String
  private let target: String
  private var count = Count()

  /// Copies the data folder.
  public static func take(from folder: String, to target: String) throws -> Count {
    var backup = Backup(source: folder, target: target)
    try backup.carry()
    return backup.count
  }

  /// Brings back what is not there, and leaves alone what is.
  ///
  /// errors: `.storage` if a martlet has the folder
  public static func restore(_ copy: String, to folder: String) throws -> Count {
    try FileSystem.makeFolder(folder)
    let lock = try FolderLock(folder)
    var backup = Backup(source: copy, target: folder)
    try backup.carry()
    withExtendedLifetime(lock) {}
    return backup.count
  }

  /// Whether it is a copy that `take` has made, and no folder of loose sessions.
  public static func isCopy(_ folder: String) -> Bool { FileSystem.exists(folder + "/sessions") }

  private mutating func carry() throws {
    for folder in [target, target + "/sessions", target + "/uploads"] { try FileSystem.makeFolder(folder) }
    try carrySessions()
    try carryUploads()
    for name in Self.houseFiles where FileSystem.exists("\(source)/\(name)") { _ = try copy(name) }
    for folder in ["/sessions", "/uploads", ""] { try FileSystem.syncFolder(target + folder) }
  }

  private mutating func carrySessions() throws {
    let names = try FileSystem.entries(of: source + "/sessions")
    let ids = Set(names.map { String($0.prefix(36)) }.filter(Identifier.isValid)).sorted()
    for id in ids {
      guard !FileSystem.exists("\(target)/sessions/\(id).md") else {
        count.kept += 1
        continue
      }
      if names.contains("\(id).journal") { _ = try copy("sessions/\(id).journal") }
      if try copy("sessions/\(id).md") { count.sessions += 1 }
    }
  }

  private mutating func carryUploads() throws {
    guard FileSystem.exists(source + "/uploads") else { return }
    for name in try FileSystem.entries(of: source + "/uploads").sorted() where name.hasSuffix(".json") {
      let bytes = "uploads/" + name.dropLast(5)
      guard !FileSystem.exists("\(target)/uploads/\(name)"), try copy(bytes) else { continue }
      if try copy("uploads/" + name) { count.uploads += 1 }
    }
  }

  /// False if it is gone by now, or there already.
  private func copy(_ name: String) throws -> Bool {
    let (old, new) = ("\(source)/\(name)", "\(target)/\(name)")
    guard !FileSystem.exists(new), let file = try? FileDescriptor.open(old, for: .reading) else { return false }
    let copy = try FileDescriptor.open(new + ".tmp", for: .replacing)
    var place = 0
    while true {
      let piece = try file.read(at: place, count: Self.pieceBytes)
      if piece.isEmpty { break }
      try copy.writeAll(piece)
      place += piece.count
    }
    try copy.sync()
    try FileSystem.rename(new + ".tmp", to: new)
    return true
  }
}
