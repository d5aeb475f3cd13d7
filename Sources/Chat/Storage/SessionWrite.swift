/// One change of a session's file, made ready on the loop and done on the disk's thread.
struct SessionWrite: Sendable {
  /// How much of the file it touches.
  enum Extent: Sendable {
    /// All of it, through a new file that takes its name.
    case whole
    /// The last message comes on at the end.
    case last
  }

  /// A journal that begins with the change: it has its name only once the change is on the disk.
  struct NewJournal: Sendable {
    var path: String
    var first: LogEntry

    /// Whether it must be there after the machine's own end too: a program outside is asked but once.
    var isPromise: Bool {
      if case .turnStart(let start) = first.event { start.isOutside == true } else { false }
    }
  }

  /// What it has come to.
  struct Result: Sendable {
    /// Bytes in the file.
    var size: Int
    var journal: JournalFile?
  }

  var path: String
  var front: FrontMatter
  /// All messages as they shall be.
  var history: [Message]
  var extent: Extent
  /// Bytes in the file before.
  var size: Int
  var stamp: SessionFile.Stamp
  var beginning: NewJournal?
  /// The journal that the change makes needless.
  var ended: String?
  /// Whether the file is of another make, and is to be kept beside the new one.
  var keepsOld = false

  func perform(_ files: Files) throws -> Result {
    let temporary = beginning.map { $0.path + ".tmp" }
    do {
      let journal = try makeJournal(files)
      let size = try writeText(files)
      if let temporary, let path = beginning?.path { try finishJournal(temporary, path, files) }
      // Left over, it is found needless at the next start.
      if let ended { try? files.remove(ended) }
      return Result(size: size, journal: journal)
    } catch {
      if let temporary { try? files.remove(temporary) }
      throw error
    }
  }

  private func makeJournal(_ files: Files) throws -> JournalFile? {
    guard let beginning else { return nil }
    let journal = try JournalFile(beginning.path + ".tmp", boot: stamp.boot, files: files)
    try journal.append(beginning.first.bytes, syncs: beginning.isPromise)
    return journal
  }

  private func finishJournal(_ temporary: String, _ path: String, _ files: Files) throws {
    try files.rename(temporary, to: path)
    if beginning?.isPromise == true { try files.syncFolder(of: path) }
  }

  private func writeText(_ files: Files) throws -> Int {
    switch extent {
    case .last:
      guard let last = history.last else { return size }
      let section = SessionFile.section(last, stamp, at: size)
      try files.append(section, to: path, after: size)
      return size + section.count
    case .whole:
      if keepsOld { try files.keepOld(path) }
      let bytes = SessionFile.encode(front, history, stamp)
      try files.replace(path, with: bytes)
      return bytes.count
    }
  }
}
