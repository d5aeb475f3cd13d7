internal import Glibc

/// What went wrong, in words for the person at the terminal.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  /// A system call that failed, with the reason the kernel gave.
  static func system(_ call: String) -> Failure {
    Failure("\(call): \(String(cString: strerror(errno)))")
  }

  /// The result of a system call, or its error when negative.
  @discardableResult static func check(_ result: Int32, _ call: String) throws -> Int32 {
    guard result >= 0 else { throw Failure.system(call) }
    return result
  }
}
