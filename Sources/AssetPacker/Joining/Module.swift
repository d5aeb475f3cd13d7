/// One ES module, read as far as joining needs: what it takes, what it gives, and its body without either.
struct Module: Equatable {
  /// `imported` is its name there, `local` its name here.
  struct Import: Equatable {
    let path: String
    let names: [(imported: String, local: String)]

    static func == (one: Import, other: Import) -> Bool {
      one.path == other.path && one.names.elementsEqual(other.names, by: ==)
    }
  }

  /// The body in order: code as it stands, and the modules that are loaded later.
  enum Piece: Equatable {
    case code(String)
    case later(path: String)
  }

  let path: String
  var imports: [Import] = []
  /// Public name and the name here, in order.
  var exports: [(name: String, local: String)] = []
  var body: [Piece] = []

  static func == (one: Module, other: Module) -> Bool {
    one.path == other.path && one.imports == other.imports && one.body == other.body
      && one.exports.elementsEqual(other.exports, by: ==)
  }

  var later: [String] {
    body.compactMap { if case .later(let path) = $0 { path } else { nil } }
  }

  /// Where `reference`, as it is written in this module, leads.
  func resolve(_ reference: String) throws(JoinFailure) -> String {
    guard reference.hasPrefix("./") || reference.hasPrefix("../") else {
      throw JoinFailure(path: path, reason: "imports \(reference), which is no relative path")
    }
    var folders = path.split(separator: "/").dropLast().map(String.init)
    for part in reference.split(separator: "/").map(String.init) where part != "." {
      if part != ".." {
        folders.append(part)
      } else if folders.popLast() == nil {
        throw JoinFailure(path: path, reason: "imports \(reference), which lies outside")
      }
    }
    return folders.joined(separator: "/")
  }
}
