/// A tool at work: the `tool_call` event, and what a `tool` part begins as.
public struct ToolCall: Hashable, Sendable, Codable {
  public var id: String
  public var tool: String
  /// A human's line, such as `$ ls -la`.
  public var callString: String
  public var arguments: JSONValue

  public init(id: String, tool: String, callString: String, arguments: JSONValue) {
    self.id = id
    self.tool = tool
    self.callString = callString
    self.arguments = arguments
  }

  enum CodingKeys: String, CodingKey {
    case id, tool
    case callString = "call_str"
    case arguments = "args"
  }
}
