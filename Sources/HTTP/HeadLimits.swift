/// How large a head may be. Every parser of heads takes these; they are the room's only home for such numbers.
public struct HeadLimits: Sendable {
  /// The whole head with its closing blank line, in bytes.
  public var headBytes: Int
  /// The first line (method, target and version), in bytes.
  public var firstLineBytes: Int
  /// The number of field lines.
  public var fields: Int

  public init(headBytes: Int = 32 * 1024, firstLineBytes: Int = 8 * 1024, fields: Int = 100) {
    self.headBytes = headBytes
    self.firstLineBytes = firstLineBytes
    self.fields = fields
  }

  public static var standard: HeadLimits { HeadLimits() }
}
