internal import Glibc

extension FileSystem {
  /// Removes a folder with all in it, as far as it lets itself be removed; links are not followed.
  public static func removeTree(_ path: String) {
    if unlink(path) == 0 { return }
    chmod(path, 0o700)
    for name in (try? entries(of: path)) ?? [] { removeTree(path + "/" + name) }
    rmdir(path)
  }
}
