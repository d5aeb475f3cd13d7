internal import Chat
internal import FoundationEssentials

/// An argument that its tool's server wants in the head of the HTTP request, too (`x-mcp-header`, MCP
/// 2026-07-28, Streamable HTTP).
struct MirroredParameter: Equatable, Sendable {
  /// One field of a request's head.
  struct Value: Equatable, Sendable {
    let field: String
    let value: String
  }

  private static let key = "x-mcp-header"
  /// Here a schema holds data, not schemas.
  private static let data: Set<String> = ["const", "enum", "default", "examples", key]

  /// The names of the properties that lead to it.
  let path: [String]
  let name: String

  /// Those that a schema names; nil if it breaks the rules: then the tool must not be offered.
  static func all(in schema: JSONValue) -> [MirroredParameter]? {
    var found: [MirroredParameter] = []
    guard collect(schema, path: [], into: &found) else { return nil }
    return Set(found.map { $0.name.lowercased() }).count == found.count ? found : nil
  }

  /// The fields for a call with these arguments; an argument that is missing or null has none.
  static func values(of parameters: [MirroredParameter], in arguments: JSONValue) -> [Value] {
    parameters.compactMap { parameter in
      let value = parameter.path.reduce(Optional(arguments)) { $0?[$1] }
      return text(of: value).map { Value(field: "Mcp-Param-\(parameter.name)", value: encode($0)) }
    }
  }

  /// As it stands if it is plain ASCII without blanks around it; else in base64 between marks.
  static func encode(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    let isBare = text.utf8.first != 0x20 && text.utf8.last != 0x20
    if isPlain, isBare, !(text.hasPrefix("=?base64?") && text.hasSuffix("?=")) { return text }
    return "=?base64?\(Data(text.utf8).base64EncodedString())?="
  }

  private static func text(of value: JSONValue?) -> String? {
    switch value {
    case .string(let text): text
    case .integer(let number): String(number)
    case .bool(let flag): flag ? "true" : "false"
    default: nil
    }
  }

  /// path: nil where no chain of `properties` leads: no argument is sure to be found there
  private static func collect(_ schema: JSONValue, path: [String]?, into found: inout [MirroredParameter]) -> Bool {
    if case .array(let schemas) = schema { return schemas.allSatisfy { collect($0, path: nil, into: &found) } }
    if let name = schema[key] {
      guard let path, !path.isEmpty, let name = name.text, isToken(name), isPrimitive(schema) else { return false }
      found.append(MirroredParameter(path: path, name: name))
    }
    for (key, value) in schema.members.sorted(by: { $0.key < $1.key }) where !data.contains(key) {
      if key == "properties", let path {
        for (name, property) in value.members.sorted(by: { $0.key < $1.key }) {
          guard collect(property, path: path + [name], into: &found) else { return false }
        }
      } else {
        guard collect(value, path: nil, into: &found) else { return false }
      }
    }
    return true
  }

  private static func isPrimitive(_ schema: JSONValue) -> Bool {
    ["integer", "string", "boolean"].contains(schema["type"]?.text)
  }

  /// RFC 9110 §5.6.2.
  private static func isToken(_ text: String) -> Bool {
    let marks = Set("!#$%&'*+-.^_`|~".utf8)
    return !text.isEmpty
      && text.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || marks.contains($0)
      }
  }
}
