internal import Kernel

/// Walks through a folder of the workspace and what is beneath it, in the order of names, following no link.
/// Bounded in entries, depth and time. Blocks on the disk.
struct TreeWalk {
  struct Entry {
    /// From the workspace on.
    let path: String
    let status: FileStatus
    /// 1 in the folder itself.
    let depth: Int
  }

  /// What others made and can make again: listed, and not gone into.
  private static let unread: Set<String> = [
    ".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", ".build", ".tox", ".mypy_cache",
  ]
  private static let depthAtMost = 32

  private let depthLimit: Int
  private let end: ContinuousClock.Instant
  private var entriesLeft: Int
  /// Why it stopped before its end; nil if it did not.
  private(set) var stop: String?
  /// Folders that were not gone into, for their names.
  private(set) var unreadFolders = 0

  init(depth: Int = depthAtMost, entries: Int = 200_000, time: Duration = .seconds(10)) {
    depthLimit = min(depth, Self.depthAtMost)
    entriesLeft = entries
    end = .now + time
  }

  var isLate: Bool { ContinuousClock.now >= end }

  /// visit: is given the folder that holds the entry, and its name there; false stops the walk
  mutating func walk(
    _ folder: borrowing Folder, at path: String, _ visit: (Entry, borrowing Folder, String) throws -> Bool
  ) throws {
    _ = try walk(folder, path == "." ? "" : path + "/", 1, visit)
  }

  private mutating func walk(
    _ folder: borrowing Folder, _ prefix: String, _ depth: Int,
    _ visit: (Entry, borrowing Folder, String) throws -> Bool
  ) throws -> Bool {
    for name in try folder.entries(atMost: max(1, entriesLeft)).sorted() {
      try Task.checkCancellation()
      entriesLeft -= 1
      if entriesLeft < 0 { stop = "there are too many files" }
      if isLate { stop = "it took too long" }
      guard stop == nil else { return false }
      // What goes while we look is passed over.
      guard let status = try? folder.status(of: name) else { continue }
      let entry = Entry(path: prefix + name, status: status, depth: depth)
      guard try visit(entry, folder, name) else { return false }
      guard status.kind == .folder, depth < depthLimit else { continue }
      if Self.unread.contains(name) {
        unreadFolders += 1
      } else if let inner = try? folder.folder(name) {
        guard try walk(inner, prefix + name + "/", depth + 1, visit) else { return false }
      }
    }
    return true
  }
}
