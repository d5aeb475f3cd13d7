internal import Glibc
internal import Kernel

/// From the paths that models write to what they may touch.
extension Workspace {
  /// The folder itself; made if it is not there yet.
  func open() throws(ToolFailure) -> Folder {
    do {
      if !FileSystem.exists(folder) { try FileSystem.makeFolder(folder) }
      return try Folder(folder)
    } catch { throw ToolFailure("the workspace \(folder) cannot be opened: \(error)") }
  }

  /// A path as a model gives it, relative to the workspace; `.` is the workspace itself.
  ///
  /// Whether it leads out by a link or by `..` is for the kernel to say when it is opened.
  func relative(_ path: String) throws(ToolFailure) -> String {
    guard !path.isEmpty else { throw ToolFailure("the path is empty") }
    guard path.utf8.count < 4096, !path.utf8.contains(0) else {
      throw ToolFailure("this is no path: \(HumanLine.shown(path, atMost: 80))")
    }
    var inner = Substring(path)
    if path.utf8.first == UInt8(ascii: "/") {
      guard path.utf8.starts(with: folder.utf8) else { throw outside(path) }
      inner = Substring(path.utf8.dropFirst(folder.utf8.count))
      guard inner.isEmpty || inner.utf8.first == UInt8(ascii: "/") || folder == "/" else { throw outside(path) }
    }
    let names = inner.split(separator: "/").filter { $0 != "." }
    return names.isEmpty ? "." : names.joined(separator: "/")
  }

  /// Why nothing came of `path`, in words for a model.
  func failure(_ error: SystemError, at path: String) -> ToolFailure {
    let shown = HumanLine.shown(path)
    switch error.code {
    case ENOENT: return ToolFailure("there is no \(shown)")
    case EXDEV: return outside(path)
    case ELOOP: return ToolFailure("\(shown): its links lead in a circle, or nowhere that may be followed")
    case ENOTDIR: return ToolFailure("\(shown): a part of the path is not a folder")
    case EACCES, EPERM: return ToolFailure("\(shown): permission denied")
    case EINVAL: return ToolFailure("\(shown) is not a regular file")
    case ENAMETOOLONG: return ToolFailure("\(shown): the name is too long")
    case ENOSPC, EDQUOT: return ToolFailure("\(shown): the disk is full")
    case EROFS: return ToolFailure("\(shown): the file system is read-only")
    default: return ToolFailure("\(shown): \(error)")
    }
  }

  private func outside(_ path: String) -> ToolFailure {
    ToolFailure("\(HumanLine.shown(path)) is outside the workspace \(folder), which is all that may be touched")
  }
}
