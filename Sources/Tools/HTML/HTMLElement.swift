/// What the names of elements mean for a reader.
enum HTMLElement {
  static let listsAtMost = 64

  /// Elements without an end.
  static func isVoid(_ name: String) -> Bool { void.contains(name) }

  static func isList(_ name: String) -> Bool { name == "ul" || name == "ol" }

  /// Nothing of it is for reading.
  static func isNoise(_ name: String) -> Bool { noise.contains(name) }

  /// What stands on every page of a site.
  static func isMenu(_ name: String, role: String?) -> Bool {
    name == "nav" || name == "footer" || role.map { menuRoles.contains($0.lowercased()) } ?? false
  }

  /// Lines between a block and what is before and after it: 1 a new line, 2 a blank one in between; nil: no block.
  static func breaks(around name: String) -> Int? {
    if wide.contains(name) { return 2 }
    return narrow.contains(name) ? 1 : nil
  }

  static func headingLevel(_ name: String) -> Int? {
    guard name.utf8.count == 2, name.utf8.first == UInt8(ascii: "h") else { return nil }
    return name.utf8.last.flatMap { (1...6).contains($0 &- 0x30) ? Int($0 &- 0x30) : nil }
  }

  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
  ]
  private static let noise: Set<String> = [
    "script", "style", "noscript", "template", "svg", "canvas", "iframe", "object", "embed", "audio", "video", "map",
    "button", "select", "input", "textarea", "dialog", "menu", "noembed", "noframes",
  ]
  private static let menuRoles: Set<String> = ["navigation", "contentinfo", "search", "menu", "menubar", "dialog"]
  private static let wide: Set<String> = [
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "pre", "blockquote", "figure", "hr", "article",
    "section",
  ]
  private static let narrow: Set<String> = [
    "div", "br", "li", "dt", "dd", "header", "main", "aside", "address", "form", "fieldset", "figcaption", "details",
    "summary", "caption", "body", "html", "center", "thead", "tbody", "tfoot", "option", "legend",
  ]
}
