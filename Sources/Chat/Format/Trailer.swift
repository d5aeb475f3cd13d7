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
  /// Nil if the line is none, or not whole. Read as bytes: a mark that combines with the `=` before it would
  /// make one character of both.
  init?(line: String) {
    guard line.begins(with: "at="), line.ends(with: Self.end) else { return nil }
    let fields = line.utf8.dropLast(Self.end.utf8.count).split(
      separator: UInt8(ascii: " "), maxSplits: 5, omittingEmptySubsequences: false)
    let keys = ["at=", "boot=", "cursor=", "size=", "role=", "preview="]
    guard fields.count == keys.count, zip(fields, keys).allSatisfy({ $0.starts(with: $1.utf8) }) else {
      return nil
    }
    let values = zip(fields, keys).map { String(Substring($0.dropFirst($1.utf8.count))) }
    guard let at = Int(values[0]), let cursor = Cursor(values[2]), let size = Int(values[3]),
      let role = Role(word: values[4])
    else { return nil }
    self.init(at: at, boot: values[1], cursor: cursor, size: size, role: role, preview: values[5])
  }
}
