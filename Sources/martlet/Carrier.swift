import Chat
import EventLoop
import FoundationEssentials
import Kernel

/// `martlet import` and `martlet export`: carries sessions in and out of the data folder.
@Loop final class Carrier {
  private let sessions: Sessions

  init(_ options: Options) throws {
    sessions = Sessions(folder: DataPlace.folder(options), disk: Disk(), limits: .standard)
  }

  /// Brings every `.md` and `.json` below the paths; a file that is none is said and left out.
  func bring(_ paths: [String]) async throws {
    _ = try await sessions.open()
    var (count, failures) = (0, 0)
    for file in try paths.flatMap(Self.files) {
      do {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
        _ = try await sessions.importFile(bytes, named: URL(filePath: file).lastPathComponent, for: .owner)
        count += 1
      } catch {
        failures += 1
        Machine.write("\(file): \(Command.words(error))\n", to: .error)
      }
    }
    Machine.write("\(count) sessions imported, \(failures) files left out\n", to: .output)
    if failures > 0 { throw Refusal(words: "not everything could be imported") }
  }

  func take(to folder: String) async throws {
    _ = try await sessions.open()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let list = try await sessions.list(for: .owner, matching: nil)
    for info in list {
      let file = try await sessions.export(info.id, as: .markdown, for: .owner)
      try Data(file.bytes).write(to: URL(filePath: "\(folder)/\(info.id).md"), options: .atomic)
    }
    Machine.write("\(list.count) sessions exported to \(folder)\n", to: .output)
  }

  private static func files(_ path: String) throws -> [String] {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Refusal(words: "there is no \(path)")
    }
    guard isFolder else { return [path] }
    return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
      .filter { $0.hasSuffix(".md") || $0.hasSuffix(".json") }.map { "\(path)/\($0)" }
  }
}
