/// The folder in which an agent may work, and what else it may touch.
public struct Workspace: Hashable, Sendable {
  /// Absolute, without a slash at the end, links resolved.
  public let folder: String

  public init(folder: String) { self.folder = folder }
}
