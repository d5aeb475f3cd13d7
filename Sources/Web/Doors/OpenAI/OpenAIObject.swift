internal import Chat

/// One object of a request, read with words for what is wrong in it. What is null is not there.
struct OpenAIObject {
  /// Of the object within the request, empty for the whole.
  let path: String
  private let members: [String: JSONValue]

  init(_ value: JSONValue, _ path: String) throws(Failure) {
    guard case .object(let members) = value else { throw Self.wrong(path, "must be an object") }
    self.path = path
    self.members = members
  }

  subscript(key: String) -> JSONValue? { members[key].flatMap { $0 == .null ? nil : $0 } }

  func text(_ key: String) throws(Failure) -> String? { try read(key, "a text") { $0.text } }

  func flag(_ key: String) throws(Failure) -> Bool? {
    try read(key, "true or false") { if case .bool(let flag) = $0 { flag } else { nil } }
  }

  func list(_ key: String) throws(Failure) -> [JSONValue]? {
    try read(key, "a list") { if case .array(let items) = $0 { items } else { nil } }
  }

  func whole(_ key: String, in range: ClosedRange<Int>) throws(Failure) -> Int? {
    try read(key, "a whole number from \(range.lowerBound) to \(range.upperBound)") {
      let number = $0.number.flatMap { Int(exactly: $0) }
      return number.flatMap { range.contains($0) ? $0 : nil }
    }
  }

  func number(_ key: String, in range: ClosedRange<Double>) throws(Failure) -> Double? {
    try read(key, "a number from \(range.lowerBound) to \(range.upperBound)") {
      $0.number.flatMap { range.contains($0) ? $0 : nil }
    }
  }

  func object(_ key: String) throws(Failure) -> OpenAIObject? {
    guard let value = self[key] else { return nil }
    return try OpenAIObject(value, full(key))
  }

  /// A refusal of the value under `key`.
  func wrong(_ key: String, _ words: String, code: String = "invalid_value") -> Failure {
    Self.wrong(full(key), words, code: code)
  }

  static func wrong(_ path: String, _ words: String, code: String = "invalid_value") -> Failure {
    var failure = Failure(400, code, "\(path.isEmpty ? "The body" : path) \(words).")
    failure.param = path.isEmpty ? nil : path
    return failure
  }

  private func read<T>(_ key: String, _ kind: String, _ read: (JSONValue) -> T?) throws(Failure) -> T? {
    guard let value = self[key] else { return nil }
    guard let found = read(value) else { throw wrong(key, "must be \(kind)", code: "invalid_type") }
    return found
  }

  private func full(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}

extension JSONValue {
  fileprivate var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }
}
