internal import Chat
internal import FoundationEssentials

/// What messages are read and written with.
extension JSONValue {
  /// nil for what is no JSON, or nests too deep.
  init?(json: [UInt8]) {
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(json)) else { return nil }
    self = value
  }

  var integer: Int? {
    switch self {
    case .integer(let value): value
    case .number(let value): Int(exactly: value)
    default: nil
    }
  }

  var isTrue: Bool { self == .bool(true) }

  /// An array's elements; none for anything else.
  var elements: [JSONValue] {
    if case .array(let elements) = self { elements } else { [] }
  }

  /// An object's members; none for anything else.
  var members: [String: JSONValue] {
    if case .object(let members) = self { members } else { [:] }
  }

  var isObject: Bool {
    if case .object = self { true } else { false }
  }

  /// On one line, keys sorted, so that the same value is always the same bytes.
  var encoded: [UInt8] { encoded([.sortedKeys, .withoutEscapingSlashes]) }

  /// As `encoded`, laid out for a person.
  var pretty: String {
    String(decoding: encoded([.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]), as: UTF8.self)
  }

  private func encoded(_ formatting: JSONEncoder.OutputFormatting) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    // No JSON value can fail to be encoded.
    return [UInt8]((try? encoder.encode(self)) ?? Data("null".utf8))
  }
}
