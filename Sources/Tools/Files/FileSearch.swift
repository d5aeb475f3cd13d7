internal import Kernel

/// The lines that a search finds. Blocks on the disk.
struct FileSearch {
  /// Larger files are passed over: they are hardly written by people.
  private static let fileBytes = 8 * 1024 * 1024
  /// Of a line held against the pattern, and shown.
  private static let lineBytes = 64 * 1024
  private static let shownBytes = 300

  private var pattern: Pattern
  private let glob: Glob?
  private let limit: Int
  private var walk = TreeWalk()
  private var text = ""
  private var found = 0
  private var files = 0
  private var isFull = false
  private var isLate = false

  init(pattern: Pattern, glob: Glob?, limit: Int) {
    self.pattern = pattern
    self.glob = glob
    self.limit = limit
  }

  mutating func read(_ path: String, in workspace: Workspace) throws -> ToolOutput {
    let relative = try workspace.relative(path)
    let root = try workspace.open()
    do {
      if let file = try? root.file(relative) {
        try search(file, relative)
      } else {
        let folder = try root.folder(relative)
        var walk = self.walk
        try walk.walk(folder, at: relative) { entry, folder, name in try visit(entry, folder, name) }
        self.walk = walk
      }
    } catch let error as SystemError {
      throw workspace.failure(error, at: path)
    }
    return output()
  }

  private mutating func visit(_ entry: TreeWalk.Entry, _ folder: borrowing Folder, _ name: String) throws -> Bool {
    guard entry.status.kind == .file, entry.status.size <= Self.fileBytes, glob?.matches(entry.path) ?? true,
      let file = try? folder.file(name)
    else { return true }
    try search(file, entry.path)
    return !isFull && !isLate
  }

  private mutating func search(_ file: borrowing FileDescriptor, _ path: String) throws {
    guard let bytes = try? file.read(at: 0, count: Self.fileBytes), !bytes.prefix(8192).contains(0) else { return }
    files += 1
    let lines = TextLines(bytes)
    for number in 0..<lines.count where !isFull {
      if number % 64 == 0, walk.isLate || Task.isCancelled {
        try Task.checkCancellation()
        isLate = true
        return
      }
      var line = lines.content(number).prefix(Self.lineBytes)
      if line.last == 0x0D { line = line.dropLast() }
      if let end = pattern.end(in: line) { add(path, number + 1, line, end) }
    }
  }

  private mutating func add(_ path: String, _ number: Int, _ line: ArraySlice<UInt8>, _ end: Int) {
    // Of a long line the part is shown that matches.
    let from = line.count <= Self.shownBytes ? line.startIndex : max(line.startIndex, end - Self.shownBytes * 2 / 3)
    let shown = String(decoding: line[from...].prefix(Self.shownBytes), as: UTF8.self)
    let isCut = line.count > Self.shownBytes
    let words =
      "\(from > line.startIndex ? "…" : "")\(shown)\(isCut && from + Self.shownBytes < line.endIndex ? "…" : "")"
    let result = "\(HumanLine.shown(path, atMost: 1000)):\(number): \(words)\n"
    isFull = found == limit || text.utf8.count + result.utf8.count > ToolLimits.readBytes
    guard !isFull else { return }
    text += result
    found += 1
  }

  private func output() -> ToolOutput {
    if isFull {
      return ToolOutput(
        text + "[the first \(found); there are more: narrow the pattern or the glob]", isTruncated: true)
    }
    if let stop = isLate ? "it took too long" : walk.stop {
      return ToolOutput(text + "[\(stop): only a part was searched]", isTruncated: true)
    }
    let counted = files == 1 ? "1 file" : "\(files) files"
    return ToolOutput(found == 0 ? "[no match in \(counted)]" : text)
  }
}
