/// Reads a module's tokens: the forms of `import` and `export` that we use, and no other.
///
/// Understood: `import { a, b as c } from './x.js'`, `import('./x.js')`, `export` before `const`, `function`,
/// `async function` and `class`, `export { a, b as c }`. All else is refused, never guessed at.
struct ModuleReader {
  private var module: Module
  private let tokens: [Token]
  private var at = 0
  private var depth = 0
  private var code = ""
  private var last: Token?

  static func read(_ path: String, _ script: [UInt8]) throws(JoinFailure) -> Module {
    let tokens: [Token]
    do { tokens = try ScriptScanner.tokens(of: script) } catch { throw JoinFailure(path: path, reason: error.reason) }
    var reader = ModuleReader(path, tokens)
    while reader.at < tokens.count { try reader.step() }
    reader.flush()
    return reader.module
  }

  private init(_ path: String, _ tokens: [Token]) {
    module = Module(path: path)
    self.tokens = tokens
  }

  private mutating func step() throws(JoinFailure) {
    let token = tokens[at]
    at += 1
    switch (token.kind, token.text) {
    case (.comment, let text): return text.hasPrefix("/*") ? keepBlank(text) : ()
    case (.blank, _): return keepBlank(token.text)
    case (.word, "import") where last?.text != ".": return try readImport()
    case (.word, "export") where depth == 0: return try readExport()
    case (.mark, "{"), (.mark, "("), (.mark, "["): depth += 1
    case (.mark, "}"), (.mark, ")"), (.mark, "]"): depth -= 1
    default: break
    }
    keep(token)
  }

  private mutating func keep(_ token: Token) {
    code += token.text
    last = token
  }

  /// Line ends may end statements, so one of them stays; what indents the next line goes.
  private mutating func keepBlank(_ text: String) {
    if code.hasSuffix("\n") || (code.isEmpty && module.body.isEmpty) { return }
    if code.hasSuffix(" ") { code.removeLast() }
    code += text.contains("\n") ? "\n" : " "
  }

  private mutating func readImport() throws(JoinFailure) {
    guard let next = peek else { throw refusal("import at the end") }
    switch next.text {
    case "(": try readLater()
    case "{" where depth == 0:
      let names = try readNames()
      guard take()?.text == "from", let from = take(), from.kind == .text else { throw refusal("import without from") }
      try endStatement()
      module.imports.append(Module.Import(path: try module.resolve(unquoted(from)), names: names.map { ($0.0, $0.1) }))
    case ".": keep(Token(kind: .word, text: "import"))
    case ":" where depth > 0: keep(Token(kind: .word, text: "import"))
    default: throw refusal("import \(next.text)")
    }
  }

  /// `import('./x.js')`
  private mutating func readLater() throws(JoinFailure) {
    _ = take()
    guard let path = take(), path.kind == .text, take()?.text == ")" else {
      throw refusal("import( of something that is not one text")
    }
    flush()
    module.body.append(.later(path: try module.resolve(unquoted(path))))
    last = Token(kind: .mark, text: ")")
  }

  private mutating func readExport() throws(JoinFailure) {
    guard let next = peek else { throw refusal("export at the end") }
    switch next.text {
    case "{":
      module.exports += try readNames().map { (name: $0.1, local: $0.0) }
      try endStatement()
    case "class", "function", "const", "async":
      let name = try nameOfDeclaration()
      module.exports.append((name, name))
    default: throw refusal("export \(next.text)")
    }
  }

  /// The name that follows, while the declaration itself stays to be read.
  private mutating func nameOfDeclaration() throws(JoinFailure) -> String {
    let rest = tokens[at...].lazy.filter(\.isSignificant).prefix(3).map { $0 }
    let words = rest.first?.text == "async" ? rest.dropFirst() : rest[...]
    guard let keyword = words.first, ["class", "function", "const"].contains(keyword.text),
      let name = words.dropFirst().first, name.kind == .word
    else { throw refusal("export \(rest.map(\.text).joined(separator: " "))") }
    return name.text
  }

  /// `{ a, b as c }` → (a, a), (b, c)
  private mutating func readNames() throws(JoinFailure) -> [(String, String)] {
    _ = take()
    var names: [(String, String)] = []
    while let name = take(), name.text != "}" {
      guard name.kind == .word else { throw refusal("a list with \(name.text)") }
      var local = name
      if peek?.text == "as" {
        _ = take()
        guard let other = take(), other.kind == .word else { throw refusal("as without a name") }
        local = other
      }
      names.append((name.text, local.text))
      if peek?.text == "," { _ = take() } else if peek?.text != "}" { throw refusal("a list that does not end") }
    }
    return names
  }

  private mutating func endStatement() throws(JoinFailure) {
    guard take()?.text == ";" else { throw refusal("import or export without a semicolon") }
  }

  private var peek: Token? { tokens[at...].first(where: \.isSignificant) }

  private mutating func take() -> Token? {
    while at < tokens.count {
      at += 1
      if tokens[at - 1].isSignificant { return tokens[at - 1] }
    }
    return nil
  }

  private mutating func flush() {
    if !code.isEmpty { module.body.append(.code(code)) }
    code = ""
  }

  private func unquoted(_ token: Token) -> String { String(token.text.dropFirst().dropLast()) }

  private func refusal(_ form: String) -> JoinFailure {
    JoinFailure(path: module.path, reason: "the joiner does not understand: \(form)")
  }
}
