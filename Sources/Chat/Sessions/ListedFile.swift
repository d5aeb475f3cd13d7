internal import Kernel

/// What the list shows of a session's file, from its two ends: the head holds the front matter, the last
/// line what was said last.
enum ListedFile {
  private static let headBytes = 4096
  private static let tailBytes = 2048

  /// Nil if the ends do not tell, and the file must be read whole.
  static func read(_ path: String, id: String) throws -> Store.Listed? {
    let file = try FileDescriptor.open(path, for: .reading)
    let size = try file.size()
    let head = try file.read(at: 0, count: headBytes)
    let tail = size <= head.count ? head : try file.read(at: max(0, size - tailBytes), count: tailBytes)
    guard let front = front(head, id: id) else { return nil }
    if size == front.size { return listed(front.matter, updated: front.matter.updated, preview: "") }
    guard let trailer = trailer(tail), trailer.size == size else { return nil }
    return listed(front.matter, updated: trailer.at, preview: trailer.preview)
  }

  private static func listed(_ front: FrontMatter, updated: Int, preview: String) -> Store.Listed? {
    // A file without these is not of our make.
    guard front.created > 0, !front.name.isEmpty || preview.isEmpty else { return nil }
    var info = SessionInfo(
      id: front.id, name: front.name, created: front.created, updated: updated, pinned: front.pinned,
      agent: front.agent, preview: preview)
    info.allowedTools = front.allowedTools.isEmpty ? nil : front.allowedTools
    return Store.Listed(info: info, user: User(front.user), clientID: front.clientID)
  }

  private static func front(_ head: [UInt8], id: String) -> (matter: FrontMatter, size: Int)? {
    guard head.starts(with: "---\n".utf8) else { return nil }
    var lines: [Substring] = []
    var start = 4
    while let end = head[start...].firstIndex(of: 10) {
      let line = String(decoding: head[start..<end], as: UTF8.self)
      start = end + 1
      if line == "---" { return (FrontMatter(lines: lines, id: id), start) }
      lines.append(Substring(line))
    }
    return nil
  }

  private static func trailer(_ tail: [UInt8]) -> Trailer? {
    guard tail.last == 10 else { return nil }
    let start = tail.dropLast().lastIndex(of: 10).map { $0 + 1 } ?? 0
    return Trailer(line: String(decoding: tail[start..<(tail.count - 1)], as: UTF8.self))
  }
}
