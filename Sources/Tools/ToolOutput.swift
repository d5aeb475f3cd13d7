/// What came of a call.
public struct ToolOutput: Hashable, Sendable {
  /// A picture that a tool returns.
  public struct Picture: Hashable, Sendable {
    public var mime: String
    public var bytes: [UInt8]

    public init(mime: String, bytes: [UInt8]) {
      self.mime = mime
      self.bytes = bytes
    }
  }

  /// For the reader whole; the model is shown its head and tail where it is long.
  public var text: String
  public var pictures: [Picture]
  public var isOK: Bool
  public var exitCode: Int?
  /// Whether `text` is only a part.
  public var isTruncated: Bool

  public init(
    _ text: String, pictures: [Picture] = [], isOK: Bool = true, exitCode: Int? = nil, isTruncated: Bool = false
  ) {
    self.text = text
    self.pictures = pictures
    self.isOK = isOK
    self.exitCode = exitCode
    self.isTruncated = isTruncated
  }
}
