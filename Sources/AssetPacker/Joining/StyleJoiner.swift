/// Makes one style sheet of several, without comments and indents.
enum StyleJoiner {
  /// Refuses what would mean something else in another place: `@import`, and addresses that are not `data:`.
  static func join(_ sheets: [(path: String, bytes: [UInt8])]) throws(JoinFailure) -> String {
    var joined = ""
    for (path, bytes) in sheets {
      let text = try withoutComments(path, String(decoding: bytes, as: UTF8.self))
      guard !text.contains("@import"), !text.contains("@charset"),
        !text.replacing("url(data:", with: "").contains("url(")
      else { throw JoinFailure(path: path, reason: "@import, @charset and url() do not survive joining") }
      let lines = text.split(separator: "\n").map { $0.drop(while: \.isWhitespace) }
      joined += lines.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
    }
    return joined
  }

  private static func withoutComments(_ path: String, _ text: String) throws(JoinFailure) -> String {
    var parts = text.split(separator: "/*", omittingEmptySubsequences: false)
    var kept = String(parts.removeFirst())
    for part in parts {
      guard let end = part.firstRange(of: "*/") else { throw JoinFailure(path: path, reason: "a comment does not end") }
      kept += part[end.upperBound...]
    }
    return kept
  }
}
