internal import Chat

extension JSONValue {
  /// How long it is as text, about.
  ///
  /// cost: O(size)
  var roughBytes: Int {
    switch self {
    case .null, .bool: 5
    case .integer, .number: 8
    case .string(let text): text.utf8.count + 2
    case .array(let elements): elements.reduce(2) { $0 + $1.roughBytes + 1 }
    case .object(let members): members.reduce(2) { $0 + $1.key.utf8.count + 4 + $1.value.roughBytes }
    }
  }
}
