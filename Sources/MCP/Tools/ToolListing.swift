internal import Chat

/// A tool as its server describes it, cut to what a model may be told.
struct ToolListing: Equatable, Sendable {
  let name: String
  let purpose: String
  /// Of type object, always.
  let schema: JSONValue
  /// The server's own word.
  let isReadOnlyByHint: Bool
  let mirrored: [MirroredParameter]

  /// Reads an element of `tools/list`.
  ///
  /// errors: `ServerFailure.call` with the reason why the tool cannot be offered
  init(_ value: JSONValue, limits: MCPLimits = .standard) throws(ServerFailure) {
    guard let name = value["name"]?.text, !name.isEmpty, name.utf8.count <= 256 else {
      throw .call("a tool without a usable name is left out")
    }
    let shown = Words.line(name, atMost: 64)
    guard value["execution"]?["taskSupport"]?.text != "required" else {
      throw .call("tool \(shown) is left out: it works only as a task, which Martlet cannot do")
    }
    let schema = Self.schema(value["inputSchema"])
    guard schema.encoded.count <= limits.schemaBytes else {
      throw .call("tool \(shown) is left out: its schema is larger than \(limits.schemaBytes / 1024) KiB")
    }
    guard let mirrored = MirroredParameter.all(in: schema) else {
      throw .call("tool \(shown) is left out: an x-mcp-header of its schema is against the rules")
    }
    self.name = name
    self.schema = schema
    self.mirrored = mirrored
    purpose = Self.purpose(value, limits.purposeBytes)
    isReadOnlyByHint = value["annotations"]?["readOnlyHint"]?.isTrue ?? false
  }

  /// Some models' servers refuse an object without `properties`, and some a `$schema`.
  private static func schema(_ value: JSONValue?) -> JSONValue {
    var members = value?.members ?? [:]
    members["$schema"] = nil
    members["type"] = .string("object")
    if members["properties"]?.isObject != true { members["properties"] = .object([:]) }
    return .object(members)
  }

  private static func purpose(_ value: JSONValue, _ limit: Int) -> String {
    let title = value["title"]?.text ?? value["annotations"]?["title"]?.text ?? ""
    let description = value["description"]?.text ?? title
    return String(decoding: description.utf8.prefix(limit), as: UTF8.self)
  }
}
