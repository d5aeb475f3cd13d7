/// The two versions that travel as text.
public enum Version: Sendable, Hashable, CustomStringConvertible {
  case http10, http11

  /// Reads exactly `HTTP/1.0` or `HTTP/1.1`.
  init(_ bytes: Span<UInt8>) throws(HeadFailure) {
    guard bytes.count == 8, bytes.starts(with: "HTTP/"), bytes[0] == 0x48, bytes[1] == 0x54, bytes[3] == 0x50,
      bytes[5].isDigit, bytes[6] == 0x2e, bytes[7].isDigit
    else { throw .badVersion }
    guard bytes[5] == 0x31, bytes[7] <= 0x31 else { throw .unsupportedVersion }
    self = bytes[7] == 0x31 ? .http11 : .http10
  }

  public var description: String { self == .http11 ? "HTTP/1.1" : "HTTP/1.0" }
}
