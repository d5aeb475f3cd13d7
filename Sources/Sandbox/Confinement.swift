/// What a confined program may do.
public struct Confinement: Hashable, Sendable {
  /// Folders that it may read and write; all else of the system is read-only or hidden.
  public var writable: [String]
  /// Whether it may speak to the network.
  public var network: Bool

  public init(writable: [String], network: Bool = false) {
    self.writable = writable
    self.network = network
  }
}
