internal import Kernel

/// What is there instead of a file that is not.
enum Neighbours {
  /// `; the folder src has: a.swift, b.swift`, or nothing.
  static func words(_ path: String, _ root: borrowing Folder) -> String {
    let parent = path.split(separator: "/").dropLast().joined(separator: "/")
    guard let folder = try? root.folder(parent.isEmpty ? "." : parent),
      let names = try? folder.entries(atMost: 1000)
    else { return "" }
    let place = parent.isEmpty ? "the workspace" : "the folder \(HumanLine.shown(parent))"
    if names.isEmpty { return "; \(place) is empty" }
    let wanted = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    let best = names.sorted { (distance($0, wanted), $0) < (distance($1, wanted), $1) }.prefix(20)
    let rest = names.count > best.count ? " and more" : ""
    return "; \(place) has: \(best.map { HumanLine.shown($0, atMost: 60) }.joined(separator: ", "))\(rest)"
  }

  // Names that begin alike are nearer: cheap, and mostly right about a wrong ending or case.
  private static func distance(_ name: String, _ wanted: String) -> Int {
    let common = zip(name.lowercased().utf8, wanted.utf8).prefix { $0 == $1 }.count
    return -common
  }
}
