internal import Kernel

/// Opens a data folder: its lock, its list, and what a crash left in it. On the disk's thread.
struct DataFolder: Sendable {
  /// What was found.
  struct Contents: Sendable {
    var lock: FolderLock
    var listed: [Store.Listed] = []
    /// Sessions that were in the midst of a turn.
    var recovered: [LoadedSession] = []
    var notes: [RecoveryNote] = []
  }

  let folder: String
  let limits: ChatLimits
  let boot: String
  let files: Files

  /// errors: `.storage`, also when another process has the folder
  func open() throws -> Contents {
    for path in [folder, folder + "/sessions", folder + "/uploads"] { try FileSystem.makeFolder(path) }
    var contents = Contents(lock: try FolderLock(folder))
    let names = Set(try FileSystem.entries(of: folder + "/sessions"))
    // What cannot be removed is in nobody's way.
    for name in names where name.hasSuffix(".tmp") { try? files.remove("\(folder)/sessions/\(name)") }
    for name in names where name.hasSuffix(".md") { read(String(name.dropLast(3)), names, &contents) }
    for name in names where name.hasSuffix(".journal") && !names.contains(name.dropLast(8) + ".md") {
      contents.notes.append(try files.keepDamaged("\(folder)/sessions/\(name)"))
    }
    return contents
  }

  private func read(_ id: String, _ names: Set<String>, _ contents: inout Contents) {
    guard Identifier.isValid(id) else { return }
    do {
      let hasJournal = names.contains(id + ".journal")
      if !hasJournal, let listed = try ListedFile.read(Store.path(id, in: folder), id: id) {
        contents.listed.append(listed)
      } else {
        try readWhole(id, hasJournal: hasJournal, &contents)
      }
    } catch { contents.notes.append(.unreadable(file: id + ".md", reason: "\(error)")) }
  }

  private func readWhole(_ id: String, hasJournal: Bool, _ contents: inout Contents) throws {
    let load = SessionLoad(
      id: id, path: Store.path(id, in: folder), journalPath: Store.journalPath(id, in: folder), boot: boot,
      previewCharacters: limits.previewCharacters, files: files)
    guard let loaded = try load.perform() else { return }
    let user = User(loaded.front.user)
    contents.listed.append(.init(info: loaded.info(limits), user: user, clientID: loaded.front.clientID))
    contents.notes += loaded.notes
    if hasJournal { contents.recovered.append(loaded) }
  }
}
