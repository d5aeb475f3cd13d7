internal import Glibc
internal import Kernel

/// A file that is about to get other bytes, in one step: a reader sees all of the old or all of the new.
///
/// The new bytes are written beside the old ones and take their name, so that a second name of the old file (a
/// hard link) keeps what it has. Blocks on the disk.
struct FileReplacement: Sendable {
  /// The path asked for, or what its links lead to.
  let path: String
  /// nil if there is no such file yet.
  let old: [UInt8]?
  private let workspace: Workspace
  private let status: FileStatus?

  /// Looks at the file as it is; changes nothing.
  ///
  /// limit: of the old file's bytes
  init(_ given: String, in workspace: Workspace, limit: Int = ToolLimits.writtenBytes) throws(ToolFailure) {
    self.workspace = workspace
    path = try Self.followed(try workspace.relative(given), workspace)
    let (status, old) = try Self.look(path, workspace, limit)
    self.status = status
    self.old = old
  }

  /// Puts `new` in place of the old bytes, makes the folders that are missing, and waits for the disk.
  ///
  /// errors: `ToolFailure`, among others if the file is not as it was when it was looked at
  func replace(with new: [UInt8]) throws(ToolFailure) {
    let (folderPath, name) = Self.split(path)
    let root = try workspace.open()
    do { try put(new, name, Self.folder(folderPath, of: root)) } catch {
      if error.code == ESTALE || error.code == EEXIST { throw Self.changed(path) }
      throw workspace.failure(error, at: path)
    }
  }

  private func put(_ bytes: [UInt8], _ name: String, _ folder: consuming Folder) throws(SystemError) {
    let draft = ".martlet-\(UInt64.random(in: 0...UInt64.max)).tmp"
    do throws(SystemError) {
      try write(bytes, as: draft, in: folder)
      guard try folder.status(of: name) == status else { throw SystemError("rename", code: ESTALE) }
      try folder.rename(draft, to: name, replacing: status != nil)
    } catch {
      try? folder.remove(draft)
      throw error
    }
    // The bytes are on the disk; that their name is, too, is more than can be asked of some file systems.
    try? folder.sync()
  }

  static func changed(_ path: String) -> ToolFailure {
    ToolFailure("\(HumanLine.shown(path)) was changed meanwhile by somebody else: nothing was written; read it again")
  }

  private func write(_ bytes: [UInt8], as draft: String, in folder: borrowing Folder) throws(SystemError) {
    let file = try folder.create(draft, mode: status.map { $0.mode & 0o600 } ?? 0o666)
    try file.writeAll(bytes)
    if let status { try file.setMode(status.mode & 0o777) }
    try file.sync()
  }

  /// Where the links at the end of a path lead; each step of it is a path of the workspace again.
  private static func followed(_ path: String, _ workspace: Workspace) throws(ToolFailure) -> String {
    var path = path
    let root = try workspace.open()
    for _ in 0..<16 {
      let (parent, name) = split(path)
      guard let folder = try? root.folder(parent), let target = try? folder.target(of: name) else { return path }
      path = try workspace.relative(target.hasPrefix("/") || parent == "." ? target : parent + "/" + target)
    }
    throw workspace.failure(SystemError("open", code: ELOOP), at: path)
  }

  private static func look(
    _ path: String, _ workspace: Workspace, _ limit: Int
  ) throws(ToolFailure) -> (FileStatus?, [UInt8]?) {
    let (parent, name) = split(path)
    guard path != ".", name != ".." else { throw ToolFailure("\(HumanLine.shown(path)) is a folder") }
    let root = try workspace.open()
    do {
      let folder = try root.folder(parent)
      guard let status = try folder.status(of: name) else { return (nil, nil) }
      guard status.kind != .folder else { throw ToolFailure("\(HumanLine.shown(path)) is a folder") }
      guard status.mode & 0o200 != 0 else { throw ToolFailure("\(HumanLine.shown(path)) is read-only") }
      let file = try folder.file(name)
      guard try file.size() <= limit else {
        throw ToolFailure("\(HumanLine.shown(path)) is too long: \(try file.size()) bytes, at most \(limit)")
      }
      return (status, try file.read(at: 0, count: limit))
    } catch let error as SystemError {
      if error.code == ENOENT { return (nil, nil) }
      throw workspace.failure(error, at: path)
    } catch let error as ToolFailure { throw error } catch { throw ToolFailure("\(error)") }
  }

  /// The folder at a path, made as far as it is missing.
  private static func folder(_ path: String, of root: borrowing Folder) throws(SystemError) -> Folder {
    var here = try root.folder(".")
    var done = ""
    for name in path.split(separator: "/") where name != "." {
      done += done.isEmpty ? name : "/" + name
      do { here = try root.folder(done) } catch {
        guard error.code == ENOENT else { throw error }
        try here.makeFolder(String(name))
        here = try here.folder(String(name))
      }
    }
    return here
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    return (String(path[..<slash]), String(path[path.index(after: slash)...]))
  }
}
