internal import Glibc

/// A system call that failed: which one, and its errno.
public struct SystemError: Error, Equatable, Sendable, CustomStringConvertible {
  public let call: String
  public let code: Int32

  /// Takes `errno` unless `code` is given.
  public init(_ call: String, code: Int32? = nil) {
    self.code = code ?? errno
    self.call = call
  }

  /// The kernel's own words, such as "No space left on device (write)".
  public var description: String {
    var text = [CChar](repeating: 0, count: 128)
    guard strerror_r(code, &text, text.count) == 0 else { return "errno \(code) (\(call))" }
    return text.withUnsafeBufferPointer { "\(String(cString: $0.baseAddress!)) (\(call))" }
  }

  public var isWouldBlock: Bool { code == EAGAIN || code == EWOULDBLOCK }
}
