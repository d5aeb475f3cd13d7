/// Writes the chunks of a graph as files. A module becomes a function that is called once and returns what the
/// module exports, so that names of one file never meet those of another.
struct ModuleJoiner {
  let graph: ModuleGraph

  /// Path and text of each chunk, the entry's first.
  func files() throws(JoinFailure) -> [(path: String, text: String)] {
    var files: [(path: String, text: String)] = []
    for chunk in graph.chunks { files.append((chunk.path, try text(of: chunk))) }
    return files
  }

  private func text(of chunk: ModuleGraph.Chunk) throws(JoinFailure) -> String {
    var text = imports(of: chunk)
    for path in chunk.modules where path != graph.entry { text += try wrapped(path, in: chunk) }
    let wanted = wantedElsewhere(chunk)
    if !wanted.isEmpty { text += "export { \(wanted.map(name(of:)).joined(separator: ", ")) };\n" }
    if chunk.path == graph.entry { return text + takes(graph.entry) + body(graph.entry, in: chunk) }
    if chunk.modules.contains(chunk.path) { text += publicNames(chunk.path) }
    return text
  }

  /// What it needs of other chunks.
  private func imports(of chunk: ModuleGraph.Chunk) -> String {
    let foreign = Set(chunk.modules.flatMap { taken(by: $0) }).subtracting(chunk.modules)
    let byChunk = Dictionary(grouping: foreign.sorted()) { graph.chunkOf[$0] ?? $0 }
    return byChunk.sorted { $0.key < $1.key }.map { other, paths in
      "import { \(paths.map(name(of:)).joined(separator: ", ")) } from '\(way(from: chunk.path, to: other))';\n"
    }
    .joined()
  }

  private func wantedElsewhere(_ chunk: ModuleGraph.Chunk) -> [String] {
    let others = graph.chunks.filter { $0.path != chunk.path }.flatMap(\.modules)
    let taken = Set(others.flatMap { self.taken(by: $0) })
    return chunk.modules.filter { taken.contains($0) && $0 != graph.entry }
  }

  /// Also what it asks for later although it is there from the first on.
  private func taken(by path: String) -> [String] {
    guard let module = graph.modules[path] else { return [] }
    return module.imports.map(\.path) + module.later.filter { graph.chunkOf[$0] != $0 }
  }

  private func wrapped(_ path: String, in chunk: ModuleGraph.Chunk) throws(JoinFailure) -> String {
    guard let module = graph.modules[path] else { return "" }
    let given = module.exports.map { $0.name == $0.local ? $0.name : "\($0.name): \($0.local)" }
    return "const \(name(of: path)) = (() => {\n" + takes(path) + body(path, in: chunk)
      + "return { \(given.joined(separator: ", ")) };\n})();\n"
  }

  private func takes(_ path: String) -> String {
    (graph.modules[path]?.imports ?? []).map { taken in
      let names = taken.names.map { $0.imported == $0.local ? $0.local : "\($0.imported): \($0.local)" }
      return "const { \(names.joined(separator: ", ")) } = \(name(of: taken.path));\n"
    }
    .joined()
  }

  private func body(_ path: String, in chunk: ModuleGraph.Chunk) -> String {
    let text = (graph.modules[path]?.body ?? []).map { piece in
      switch piece {
      case .code(let code): code
      case .later(let path): later(path, in: chunk)
      }
    }
    .joined()
    return text.hasSuffix("\n") || text.isEmpty ? text : text + "\n"
  }

  /// One that is needed at once elsewhere is there already.
  private func later(_ path: String, in chunk: ModuleGraph.Chunk) -> String {
    let home = graph.chunkOf[path] ?? path
    return home == path ? "import('\(way(from: chunk.path, to: path))')" : "Promise.resolve(\(name(of: path)))"
  }

  private func publicNames(_ path: String) -> String {
    let names = graph.modules[path]?.exports.map(\.name) ?? []
    return names.isEmpty ? "" : "export const { \(names.joined(separator: ", ")) } = \(name(of: path));\n"
  }

  /// `views/code-block.js` → `$views_code_block`
  private func name(of path: String) -> String {
    "$" + String(path.dropLast(3).map { $0.isLetter || $0.isNumber ? $0 : "_" })
  }

  private func way(from: String, to: String) -> String {
    let up = String(repeating: "../", count: from.split(separator: "/").count - 1)
    return (up.isEmpty ? "./" : up) + to
  }
}
