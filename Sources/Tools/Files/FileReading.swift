internal import Glibc
internal import HTTP
internal import Kernel

/// One file as a model is shown it. Blocks on the disk.
struct FileReading: ~Copyable {
  private static let pieceBytes = 256 * 1024

  private let file: FileDescriptor
  private let size: Int
  private let front: [UInt8]
  private let shown: String

  /// errors: `ToolFailure`, with the names near by if there is no such file
  init(_ path: String, in workspace: Workspace) throws(ToolFailure) {
    let file = try Self.open(path, workspace)
    let (size, front) = try Self.look(file, path, workspace)
    self.file = file
    self.size = size
    self.front = front
    shown = HumanLine.shown(path)
  }

  private static func look(
    _ file: borrowing FileDescriptor, _ path: String, _ workspace: Workspace
  ) throws(ToolFailure) -> (Int, [UInt8]) {
    do { return (try file.size(), try file.read(at: 0, count: MediaType.contentBytes * 16)) } catch {
      throw workspace.failure(error, at: path)
    }
  }

  private static func open(_ path: String, _ workspace: Workspace) throws(ToolFailure) -> FileDescriptor {
    let relative = try workspace.relative(path)
    let root = try workspace.open()
    do { return try root.file(relative) } catch { throw failure(error, relative, root, workspace) }
  }

  /// offset: a line counted from 1, or below zero from the end
  func read(offset: Int, limit: Int) throws -> ToolOutput {
    if let marked = Charset.marked(front), marked.charset != .utf8 { return try readWide(marked, offset, limit) }
    let type = MediaType(content: front.span.extracting(first: MediaType.contentBytes))
    if Self.pictures.contains(type.essence) { return try picture(type) }
    let isText = type.essence == MediaType.plainText.essence || type == .binary && Charset.isLikelyText(front)
    guard isText else { throw binary(type) }
    if offset < 0 { return try readEnd(lines: -offset, limit) }
    var window = LineWindow(first: offset, count: limit)
    let isWhole = try pass(through: &window)
    return output(window, total: isWhole ? window.count : nil)
  }

  private static let pictures: Set<String> = ["image/png", "image/jpeg", "image/gif", "image/webp"]

  private func picture(_ type: MediaType) throws -> ToolOutput {
    guard size <= ToolLimits.pictureBytes else {
      throw ToolFailure("\(shown) is a picture of \(size) bytes; at most \(ToolLimits.pictureBytes) can be shown")
    }
    let bytes = try file.read(at: 0, count: size)
    return ToolOutput(
      "[the picture \(shown), \(type.essence), \(size) bytes]", pictures: [.init(mime: type.essence, bytes: bytes)])
  }

  private func binary(_ type: MediaType) -> ToolFailure {
    let kind = type == .binary ? "a binary file" : "a file of the type \(type.essence)"
    return ToolFailure("\(shown) is \(kind) (\(size) bytes), not text")
  }

  /// Feeds the file; false if it was left before its end.
  private func pass(through window: inout LineWindow) throws -> Bool {
    var at = 0
    while at < ToolLimits.scannedBytes {
      try Task.checkCancellation()
      let piece = try file.read(at: at, count: Self.pieceBytes)
      window.take(piece)
      at += piece.count
      if piece.count < Self.pieceBytes {
        window.finish()
        return true
      }
    }
    window.finish()
    return false
  }

  private func output(_ window: LineWindow, total: Int?) -> ToolOutput {
    guard !window.lines.isEmpty else {
      let isEmpty = window.count == 0
      return ToolOutput(isEmpty ? "[\(shown) is empty]" : "[\(shown) ends with line \(window.count)]", isOK: isEmpty)
    }
    var text = String(repairing: window.bytes.span)
    var notes: [String] = []
    if String(strictly: window.bytes.span) == nil {
      text = Charset.western.decode(window.bytes)
      notes.append("not UTF-8: read as Windows-1252, and not fit for edit_file")
    }
    let lines = window.lines
    let isPart = lines.lowerBound > 1 || total != lines.upperBound - 1
    if isPart {
      notes.append("lines \(lines.lowerBound)–\(lines.upperBound - 1) of \(total.map(String.init) ?? "very many")")
      if total != lines.upperBound - 1 { notes.append("go on with offset \(lines.upperBound)") }
    }
    return ToolOutput(Self.text(text, notes), isTruncated: isPart)
  }

  private func readEnd(lines: Int, _ limit: Int) throws -> ToolOutput {
    let start = max(0, size - ToolLimits.readBytes)
    var bytes = try file.read(at: start, count: ToolLimits.readBytes)
    // A line that begins before what was read is left out, unless it is all there is.
    if start > 0, let end = bytes.firstIndex(of: UInt8(ascii: "\n")), end + 1 < bytes.count {
      bytes.removeFirst(end + 1)
    }
    var all = LineWindow(first: 1, count: .max / 2)
    all.take(bytes)
    let count = min(lines, limit)
    var window = LineWindow(first: max(1, all.count - count + 1), count: count)
    window.take(bytes)
    window.finish()
    guard !window.lines.isEmpty else { return ToolOutput("[\(shown) is empty]") }
    let taken = window.lines.count
    let isPart = start > 0 || taken < all.count
    let note = "the last \(taken) \(taken == 1 ? "line" : "lines") of \(shown)"
    return ToolOutput(Self.text(String(repairing: window.bytes.span), isPart ? [note] : []), isTruncated: isPart)
  }

  private func readWide(
    _ marked: (charset: Charset, markBytes: Int), _ offset: Int, _ limit: Int
  ) throws -> ToolOutput {
    let bytes = try file.read(at: 0, count: min(size, ToolLimits.writtenBytes))
    var window = LineWindow(first: max(1, offset), count: limit)
    window.take(Array(marked.charset.decode(bytes, from: marked.markBytes).utf8))
    window.finish()
    return output(window, total: size > bytes.count ? nil : window.count)
  }

  private static func text(_ text: String, _ notes: [String]) -> String {
    guard !notes.isEmpty else { return text }
    return text + (text.utf8.last == UInt8(ascii: "\n") ? "" : "\n") + "[\(notes.joined(separator: "; "))]"
  }

  private static func failure(
    _ error: SystemError, _ path: String, _ root: borrowing Folder, _ workspace: Workspace
  ) -> ToolFailure {
    if let folder = try? root.folder(path) {
      _ = consume folder
      return ToolFailure("\(HumanLine.shown(path)) is a folder: list_files shows what is in it")
    }
    let failure = workspace.failure(error, at: path)
    return error.code == ENOENT ? ToolFailure(failure.description + Neighbours.words(path, root)) : failure
  }
}
