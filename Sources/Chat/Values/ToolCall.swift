/// A tool at work: the `tool_call` event, and what a `tool` part begins as.
public struct ToolCall: Hashable, Sendable, Codable {
  /// Ours, unique: 9 letters and digits, which every provider takes.
  public var id: String
  public var tool: String
  /// A human's line, such as `$ ls -la`.
  public var callString: String
  public var arguments: JSONValue
  /// In which of the answer's rounds the model asked for it, from 1.
  public var round: Int?
  /// When it was asked for, in Unix milliseconds.
  public var at: Int?
  /// What the provider wants to see again beside the call.
  public var extra: JSONValue?

  public init(
    id: String, tool: String, callString: String, arguments: JSONValue, round: Int? = nil, at: Int? = nil,
    extra: JSONValue? = nil
  ) {
    self.id = id
    self.tool = tool
    self.callString = callString
    self.arguments = arguments
    self.round = round
    self.at = at
    self.extra = extra
  }

  /// As it was before it ended.
  init(_ part: ToolPart) {
    self.init(
      id: part.id, tool: part.tool, callString: part.callString, arguments: part.arguments, round: part.round,
      at: part.at, extra: part.extra)
  }

  enum CodingKeys: String, CodingKey {
    case id, tool, round, at, extra
    case callString = "call_str"
    case arguments = "args"
  }
}
