/// The last line of a stored message's comment: all that the list of sessions needs at start, at the very
/// end of the file.
///
///     at=1700000000000 boot=8f1c2d3e cursor=k3x9a0b1-12 size=000000000345 role=user preview=Hello there -->
struct Trailer: Sendable, Hashable {
  /// When it was written, in Unix milliseconds.
  var at: Int
  var boot: String
  /// The last number given.
  var cursor: Cursor
  /// The file's bytes up to and with this line: another size means a torn tail or a person's hand.
  var size: Int
  var role: Role
  var preview: String

  static let end = " -->"

  /// The line without its newline; its length does not depend on `size`.
  var line: String {
    let digits = String(size)
    let padded = String(repeating: "0", count: max(0, 12 - digits.count)) + digits
    let numbers = "at=\(at) boot=\(boot) cursor=\(cursor) size=\(padded)"
    return "\(numbers) role=\(role.rawValue) preview=\(preview)\(Self.end)"
  }
}

extension Trailer {
  /// Nil if the line is none, or not whole.
  init?(line: some StringProtocol) {
    guard line.hasPrefix("at="), line.hasSuffix(Self.end) else { return nil }
    let fields = line.dropLast(Self.end.count).split(
      separator: " ", maxSplits: 5, omittingEmptySubsequences: false)
    let keys = ["at", "boot", "cursor", "size", "role", "preview"]
    guard fields.count == keys.count else { return nil }
    var values: [Substring] = []
    for (field, key) in zip(fields, keys) {
      guard field.hasPrefix(key + "=") else { return nil }
      values.append(Substring(field.dropFirst(key.count + 1)))
    }
    guard let at = Int(values[0]), let cursor = Cursor(String(values[2])), let size = Int(values[3]),
      let role = Role(word: values[4])
    else { return nil }
    self.init(
      at: at, boot: String(values[1]), cursor: cursor, size: size, role: role, preview: String(values[5]))
  }
}
