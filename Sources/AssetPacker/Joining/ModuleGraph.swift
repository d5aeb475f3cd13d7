/// Which modules are loaded together: what the app needs at once in one file, and what it loads later in as few
/// others as keep every module single.
struct ModuleGraph {
  /// A file to be: its modules, each after those that it takes from.
  struct Chunk {
    let path: String
    var modules: [String]
  }

  let entry: String
  let modules: [String: Module]
  /// The entry's first; the others by path.
  private(set) var chunks: [Chunk] = []
  private(set) var chunkOf: [String: String] = [:]

  /// Reads from `entry` on. Throws if an import leads nowhere, asks for what is not given, or runs in a circle.
  init(entry: String, files: [String: [UInt8]]) throws(JoinFailure) {
    self.entry = entry
    var modules: [String: Module] = [:]
    var waiting = [entry]
    while let path = waiting.popLast() {
      guard modules[path] == nil else { continue }
      guard let script = files[path] else { throw JoinFailure(path: path, reason: "is imported and is not there") }
      let module = try ModuleReader.read(path, script)
      modules[path] = module
      waiting += module.imports.map(\.path) + module.later
    }
    self.modules = modules
    try checkNames()
    try divide()
  }

  private func checkNames() throws(JoinFailure) {
    for module in modules.values {
      for taken in module.imports {
        let given = Set(modules[taken.path, default: Module(path: "")].exports.map(\.name))
        for (name, _) in taken.names where !given.contains(name) {
          throw JoinFailure(path: module.path, reason: "imports \(name), which \(taken.path) does not export")
        }
      }
    }
  }

  /// Modules that are reached from the same starts go together; whatever the app needs at once is in its own.
  private mutating func divide() throws(JoinFailure) {
    let later = Set(modules.values.flatMap(\.later)).sorted()
    var reachedFrom: [String: [String]] = [:]
    var order: [String] = []
    for start in [entry] + later {
      for path in try reach(start) {
        if reachedFrom[path] == nil { order.append(path) }
        reachedFrom[path, default: []].append(start)
      }
    }
    var groups: [[String]: [String]] = [:]
    for path in order {
      let starts = reachedFrom[path, default: []]
      groups[starts.first == entry ? [entry] : starts, default: []].append(path)
    }
    chunks = groups.map { starts, members in
      Chunk(path: starts == [entry] ? entry : members.first(where: later.contains) ?? members[0], modules: members)
    }
    .sorted { ($0.path != entry, $0.path) < ($1.path != entry, $1.path) }
    for chunk in chunks { for path in chunk.modules { chunkOf[path] = chunk.path } }
  }

  /// All that `start` needs at once, each after those that it takes from.
  private func reach(_ start: String) throws(JoinFailure) -> [String] {
    var done: [String] = []
    try visit(start, [], &done)
    return done
  }

  private func visit(_ path: String, _ way: [String], _ done: inout [String]) throws(JoinFailure) {
    if done.contains(path) { return }
    if let start = way.firstIndex(of: path) {
      throw JoinFailure(path: path, reason: "imports itself: " + (way[start...] + [path]).joined(separator: " → "))
    }
    for taken in modules[path]?.imports ?? [] { try visit(taken.path, way + [path], &done) }
    done.append(path)
  }
}

private func < (one: (Bool, String), other: (Bool, String)) -> Bool {
  one.0 == other.0 ? one.1 < other.1 : !one.0
}
