internal import Chat

/// What messages are read and written with.
extension JSONValue {
  var isTrue: Bool { self == .bool(true) }

  /// An object's members; none for anything else.
  var members: [String: JSONValue] {
    if case .object(let members) = self { members } else { [:] }
  }

  var isObject: Bool {
    if case .object = self { true } else { false }
  }

  /// On one line, keys sorted, so that the same value is always the same bytes.
  var encoded: [UInt8] { JSONText.encode(self) }

  /// As `encoded`, laid out for a person.
  var pretty: String { String(decoding: JSONText.encode(self, inLines: true), as: UTF8.self) }
}
