/// A tool's call with what came of it, as kept in the message.
public struct ToolPart: Hashable, Sendable, Codable {
  public var id: String
  public var tool: String
  /// A human's line, such as `$ ls -la`.
  public var callString: String
  public var arguments: JSONValue
  public var output: String
  /// False also for a call that never ended.
  public var ok: Bool
  public var ms: Int
  public var exitCode: Int?
  /// Whether `output` is only a part.
  public var truncated: Bool?
  /// Pictures that it returned.
  public var images: [Attachment]?
  /// What a person was asked before, and their answer.
  public var approval: Approval?
  /// Whether it waits for that answer.
  public var waiting: Bool?
  /// In which of the answer's rounds the model asked for it, from 1.
  public var round: Int?
  /// When it was asked for, in Unix milliseconds.
  public var at: Int?
  /// What the provider wants to see again beside the call.
  public var extra: JSONValue?

  /// A call that has begun.
  public init(_ call: ToolCall) {
    id = call.id
    tool = call.tool
    callString = call.callString
    arguments = call.arguments
    output = ""
    ok = false
    ms = 0
    round = call.round
    at = call.at
    extra = call.extra
  }

  /// Takes the end of the call in.
  public mutating func finish(_ result: ToolResult) {
    output = result.output
    ok = result.ok
    ms = result.ms
    exitCode = result.exitCode
    truncated = result.truncated
    images = result.images
    waiting = nil
  }

  enum CodingKeys: String, CodingKey {
    case id, tool, output, ok, ms, truncated, images, approval, waiting, round, at, extra
    case callString = "call_str"
    case arguments = "args"
    case exitCode = "exit_code"
  }
}
