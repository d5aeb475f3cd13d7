/// The end of an approval: the `approval_end` event, by which every device takes the question away.
public struct ApprovalEnd: Hashable, Sendable, Codable {
  /// For a question that nobody will answer any more.
  public static let stopped = "stopped"

  /// The call's id.
  public var id: String
  /// The option chosen, or `stopped`.
  public var option: String
  /// Who chose.
  public var by: String?

  public init(id: String, option: String, by: String? = nil) {
    self.id = id
    self.option = option
    self.by = by
  }
}
