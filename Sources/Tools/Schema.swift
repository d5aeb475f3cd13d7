internal import Chat

/// The JSON Schema of a tool's arguments.
enum Schema {
  /// required: the first so many of the properties
  static func object(required: Int, _ properties: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object([
      "type": .string("object"),
      "properties": .object(Dictionary(uniqueKeysWithValues: properties.map { ($0.key, $0.value) })),
      "required": .array(properties.prefix(required).map { .string($0.key) }),
      "additionalProperties": .bool(false),
    ])
  }

  static func text(_ words: String) -> JSONValue { property("string", words) }
  static func whole(_ words: String) -> JSONValue { property("integer", words) }
  static func flag(_ words: String) -> JSONValue { property("boolean", words) }

  private static func property(_ type: String, _ words: String) -> JSONValue {
    .object(["type": .string(type), "description": .string(words)])
  }
}
