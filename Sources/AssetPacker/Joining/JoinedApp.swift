/// The app's files as a browser that pays for every round trip would have them: one script, one style sheet, and
/// one more file for whatever is loaded later. The sources stay as they are; who serves them serves them so.
struct JoinedApp {
  typealias File = (path: String, bytes: [UInt8])

  private static let page = "index.html"
  private static let script = "app.js"
  private static let worker = "sw.js"
  private static let sheet = "app.css"

  /// What is to be packed, by path.
  let files: [File]

  /// Files without a page have nothing to join, and stay as they are.
  init(_ files: [File]) throws(JoinFailure) {
    var byPath = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.bytes) })
    guard let page = byPath[Self.page], byPath[Self.script] != nil else {
      self.files = files
      return
    }
    let scripts = try ModuleJoiner(graph: ModuleGraph(entry: Self.script, files: byPath)).files()
    var lines = PageLines(String(decoding: page, as: UTF8.self))
    let named = lines.takeSheets()
    for path in byPath.keys where path.hasSuffix(".css") && !named.contains(path) {
      throw JoinFailure(path: path, reason: "is a style sheet that index.html does not name")
    }
    let sheets = try named.map { path throws(JoinFailure) in
      guard let bytes = byPath[path] else { throw JoinFailure(path: path, reason: "is named and is not there") }
      return (path: path, bytes: bytes)
    }
    let style = try StyleJoiner.join(sheets)
    for path in byPath.keys where path.hasSuffix(".css") || (path.hasSuffix(".js") && path != Self.worker) {
      byPath[path] = nil
    }
    for (path, text) in scripts { byPath[path] = Array(text.utf8) }
    if !sheets.isEmpty { byPath[Self.sheet] = Array(style.utf8) }
    // A language is kept by who speaks it, when it is loaded.
    let later = scripts.dropFirst().map(\.path).filter { !$0.hasPrefix("words/") }
    byPath[Self.page] = Array(lines.joined(sheet: Self.sheet, later: later).utf8)
    if let worker = byPath[Self.worker] { byPath[Self.worker] = try Self.bare(worker) }
    self.files = byPath.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// A script that is no module, without comments.
  private static func bare(_ script: [UInt8]) throws(JoinFailure) -> [UInt8] {
    let module = try ModuleReader.read(worker, script)
    guard module.imports.isEmpty, module.exports.isEmpty else {
      throw JoinFailure(path: worker, reason: "is a script of its own, which cannot import or export")
    }
    return module.body.flatMap { piece -> [UInt8] in
      if case .code(let text) = piece { Array(text.utf8) } else { [] }
    }
  }
}
