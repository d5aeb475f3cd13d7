/// What a person was asked before a tool's call, as kept in its part.
public struct Approval: Hashable, Sendable, Codable {
  public var options: [ApprovalRequest.Option]
  /// The whole command, or a unified diff, where the call's line says too little.
  public var preview: String?
  /// The option chosen, or `stopped`; nil while nobody has answered.
  public var answer: String?

  public init(options: [ApprovalRequest.Option], preview: String? = nil, answer: String? = nil) {
    self.options = options
    self.preview = preview
    self.answer = answer
  }
}
