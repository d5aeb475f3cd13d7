/// A piece of JavaScript, told apart just well enough to find imports and exports and to leave comments out.
struct Token: Equatable {
  enum Kind { case word, mark, text, template, pattern, comment, blank }

  let kind: Kind
  let text: String

  /// Means something to the browser.
  var isSignificant: Bool { kind != .comment && kind != .blank }
}
