/// The bounds of tools.
public enum ToolLimits {
  /// Of a call's output that a reader can see: 1 MiB. Above it `ToolOutput.isTruncated`.
  public static let outputBytes = 1_048_576
}
