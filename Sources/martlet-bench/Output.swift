internal import Glibc

/// Unbuffered standard streams: a line is there for the reader of a pipe the moment it is said.
enum Output {
  static func say(_ line: String) { put(line + "\n", on: 1) }
  static func complain(_ text: String) { put(text, on: 2) }
  static func leave(_ status: Int32) -> Never { exit(status) }

  private static func put(_ text: String, on descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
