/// The page's source, one link a line, as we write it.
struct PageLines {
  private var lines: [Substring]

  init(_ text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// Takes the style sheets out, but for the place of the first.
  /// returns: their paths, in order
  mutating func takeSheets() -> [String] {
    let sheets = lines.filter { $0.contains("rel=\"stylesheet\"") }
    guard let first = lines.firstIndex(where: { $0.contains("rel=\"stylesheet\"") }) else { return [] }
    lines.removeAll { $0.contains("rel=\"stylesheet\"") }
    lines.insert("{{sheet}}", at: first)
    return sheets.compactMap(Self.path)
  }

  /// later: files that are not loaded with the page, but belong to what is kept for times without a network
  func joined(sheet: String, later: [String]) -> String {
    lines.filter { !$0.contains("rel=\"modulepreload\"") && !$0.hasSuffix(" data-later>") }
      .flatMap { line in
        if line == "{{sheet}}" { return ["<link rel=\"stylesheet\" href=\"v/{{build}}/\(sheet)\">"] }
        guard line.contains("<script type=\"module\"") else { return [String(line)] }
        return [String(line)] + later.map { "<link href=\"v/{{build}}/\($0)\" data-later>" }
      }
      .joined(separator: "\n")
  }

  /// What `href="v/{{build}}/…"` names.
  private static func path(_ line: Substring) -> String? {
    guard let start = line.firstRange(of: "href=\"v/{{build}}/") else { return nil }
    return String(line[start.upperBound...].prefix { $0 != "\"" })
  }
}
