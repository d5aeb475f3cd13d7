internal import Kernel

/// The lines of a listing. Blocks on the disk.
struct Listing {
  private let glob: Glob?
  private var text = ""
  private var count = 0
  private var isFull = false

  private init(_ glob: Glob?) { self.glob = glob }

  static func read(_ path: String, in workspace: Workspace, _ glob: Glob?, _ walk: TreeWalk) throws -> ToolOutput {
    let relative = try workspace.relative(path)
    let root = try workspace.open()
    var (listing, walk) = (Listing(glob), walk)
    do {
      let folder = try root.folder(relative)
      try walk.walk(folder, at: relative) { entry, folder, name in listing.add(entry, folder, name) }
    } catch let error as SystemError {
      throw workspace.failure(error, at: path)
    }
    return listing.output(path, walk.stop)
  }

  private mutating func add(_ entry: TreeWalk.Entry, _ folder: borrowing Folder, _ name: String) -> Bool {
    if let glob, !glob.matches(entry.path) { return true }
    let line = "\(HumanLine.shown(entry.path, atMost: 1000))\(Self.ending(entry, folder, name))\n"
    isFull = text.utf8.count + line.utf8.count > ToolLimits.readBytes
    if isFull { return false }
    text += line
    count += 1
    return true
  }

  private static func ending(_ entry: TreeWalk.Entry, _ folder: borrowing Folder, _ name: String) -> String {
    switch entry.status.kind {
    case .file: return "  \(entry.status.size)"
    case .folder: return "/"
    case .link: return " -> " + HumanLine.shown((try? folder.target(of: name)) ?? "?")
    case .other: return "  (no regular file)"
    }
  }

  private func output(_ path: String, _ stop: String?) -> ToolOutput {
    let shown = HumanLine.shown(path == "." ? "the workspace" : path)
    if let stop { return ToolOutput(text + "[\(stop): only a part is shown]", isTruncated: true) }
    if isFull {
      return ToolOutput(text + "[the first \(count); there is more: ask for a folder or a glob]", isTruncated: true)
    }
    if count == 0 { return ToolOutput(glob == nil ? "[\(shown) is empty]" : "[nothing in \(shown) fits the glob]") }
    return ToolOutput(text)
  }
}
