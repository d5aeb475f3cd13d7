/// The bounds of tools.
public enum ToolLimits {
  /// Of a call's output that a reader can see: 1 MiB. Above it `ToolOutput.isTruncated`.
  public static let outputBytes = 1_048_576

  /// Lines that `read_file` returns at once, bytes of them, and bytes of one line. What is longer than 30 KiB is
  /// shown to a model without its middle: a page must not be.
  static let readLines = 2000
  static let readBytes = 26 * 1024
  static let lineBytes = 3072
  /// How far `read_file` goes into a file for a line, and counts its lines: 256 MiB.
  static let scannedBytes = 256 * 1024 * 1024
  /// A picture that a tool returns: 10 MiB.
  static let pictureBytes = 10 * 1024 * 1024
  /// A text that is written, or edited: 4 MiB.
  static let writtenBytes = 4 * 1024 * 1024
  /// A unified diff, in a preview or a result.
  static let diffBytes = 256 * 1024

  /// The body of a page as it comes, and unpacked: 10 MiB.
  static let pageBytes = 10 * 1024 * 1024
  /// Redirects that `fetch_url` follows.
  static let redirects = 10
  /// Text of a page that it returns at once.
  static let pagePartBytes = 24 * 1024
}
