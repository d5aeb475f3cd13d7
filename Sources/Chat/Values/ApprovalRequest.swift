/// A tool's call that waits for a person's word: the `approval` event.
public struct ApprovalRequest: Hashable, Sendable, Codable {
  /// One answer to choose.
  public struct Option: Hashable, Sendable, Codable {
    public var id: String
    public var label: String

    public init(id: String, label: String) {
      self.id = id
      self.label = label
    }
  }

  /// The call's id.
  public var id: String
  public var tool: String
  public var callString: String
  public var arguments: JSONValue
  public var options: [Option]
  /// The whole command, or a unified diff, where the call's line says too little.
  public var preview: String?

  public init(call: ToolCall, options: [Option], preview: String? = nil) {
    id = call.id
    tool = call.tool
    callString = call.callString
    arguments = call.arguments
    self.options = options
    self.preview = preview
  }

  enum CodingKeys: String, CodingKey {
    case id, tool, options, preview
    case callString = "call_str"
    case arguments = "args"
  }
}
