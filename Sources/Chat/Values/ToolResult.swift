/// How a tool's call ended: the `tool_result` event.
public struct ToolResult: Hashable, Sendable, Codable {
  /// The call's id.
  public var id: String
  public var tool: String
  public var output: String
  public var ok: Bool
  public var ms: Int
  public var exitCode: Int?
  /// Whether `output` is only a part.
  public var truncated: Bool?
  /// Pictures that it returned, kept with the session.
  public var images: [Attachment]?

  public init(
    id: String, tool: String, output: String, ok: Bool, ms: Int, exitCode: Int? = nil, truncated: Bool? = nil,
    images: [Attachment]? = nil
  ) {
    self.id = id
    self.tool = tool
    self.output = output
    self.ok = ok
    self.ms = ms
    self.exitCode = exitCode
    self.truncated = truncated
    self.images = images
  }

  init(_ part: ToolPart) {
    self.init(
      id: part.id, tool: part.tool, output: part.output, ok: part.ok, ms: part.ms, exitCode: part.exitCode,
      truncated: part.truncated, images: part.images)
  }

  enum CodingKeys: String, CodingKey {
    case id, tool, output, ok, ms, truncated, images
    case exitCode = "exit_code"
  }
}
