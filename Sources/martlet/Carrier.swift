import Chat
import EventLoop
import FoundationEssentials
import Kernel

/// `martlet import` and `martlet export`: carries sessions in and out of the data folder, one by one or whole.
@Loop final class Carrier {
  private let folder: String
  private let sessions: Sessions

  init(_ options: Options) throws {
    folder = DataPlace.folder(options)
    sessions = Sessions(folder: folder, disk: Disk(), limits: .standard)
  }

  /// Brings back whole copies that `take` has made, and every `.md` and `.json` of other folders, with the files that
  /// they name if those lie beside them or in a folder `uploads`; a file that is no session is said and left out. What
  /// is there already stays as it is: twice is harmless.
  func bring(_ paths: [String]) async throws {
    for copy in paths where Backup.isCopy(copy) {
      let count = try Backup.restore(copy, to: folder)
      Machine.write(
        "\(count.sessions) sessions and \(count.uploads) uploads restored, \(count.kept) sessions were there already\n",
        to: .output)
    }
    let loose = paths.filter { !Backup.isCopy($0) }
    if !loose.isEmpty { try await bringLoose(loose) }
  }

  private func bringLoose(_ paths: [String]) async throws {
    _ = try await sessions.open()
    var (new, kept, files, missing, failures) = (0, 0, 0, 0, 0)
    for file in try paths.flatMap(Self.files) {
      do {
        let imported = try await bring(file)
        if imported.isNew { new += 1 } else { kept += 1 }
        files += imported.files
        missing += imported.missing.count
      } catch {
        failures += 1
        Machine.write("\(file): \(Command.words(error))\n", to: .error)
      }
    }
    let lost = missing == 0 ? "" : "\(missing) files that they name were not found; "
    Machine.write(
      """
      \(new) sessions and \(files) uploads imported; \(kept) sessions were there already; \(lost)\
      \(failures) files left out

      """, to: .output)
    if failures > 0 { throw Refusal(words: "not everything could be imported") }
  }

  private func bring(_ file: String) async throws -> Sessions.Imported {
    let url = URL(filePath: file)
    let folder = url.deletingLastPathComponent().path
    let places = [folder + "/uploads", folder, folder + "/../uploads", folder + "/../web-uploads"]
    let bytes = [UInt8](try Data(contentsOf: url))
    let imported = try await sessions.importFile(bytes, named: url.lastPathComponent, filesIn: places, for: .owner)
    for name in imported.missing { Machine.write("\(file): names \(name), which is not there\n", to: .error) }
    return imported
  }

  /// Copies the data folder whole, also while a martlet serves from it.
  func take(to target: String) throws {
    guard Backup.isCopy(folder) else { throw Refusal(words: "there are no sessions in \(folder)") }
    let count = try Backup.take(from: folder, to: target)
    let rest = count.kept == 0 ? "" : "; \(count.kept) sessions were there already and stayed as they were"
    Machine.write("\(count.sessions) sessions and \(count.uploads) uploads exported to \(target)\(rest)\n", to: .output)
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
