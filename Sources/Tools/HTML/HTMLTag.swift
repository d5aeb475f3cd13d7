/// A tag as it stands in a page.
struct HTMLTag: Hashable, Sendable {
  /// In lower case.
  var name = ""
  /// By their names in lower case; of two of a name the first counts.
  var attributes: [String: String] = [:]
  var isClosed = false
}
