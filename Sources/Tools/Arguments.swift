internal import Chat

/// A call's arguments, read with good will: models write `"5"` for 5 and `null` for nothing.
///
/// errors: `ToolFailure`, in words by which a model can mend the call
struct Arguments: Sendable {
  private let members: [String: JSONValue]

  init(_ value: JSONValue) throws(ToolFailure) {
    guard case .object(let members) = value else { throw ToolFailure("the arguments must be a JSON object") }
    self.members = members.filter { $0.value != .null }
  }

  func text(_ key: String) throws(ToolFailure) -> String {
    guard let text = try optionalText(key) else { throw missing(key) }
    return text
  }

  func optionalText(_ key: String) throws(ToolFailure) -> String? {
    switch members[key] {
    case nil: return nil
    case .string(let text): return text
    case .integer(let value): return String(value)
    default: throw ToolFailure("\"\(key)\" must be a text")
    }
  }

  /// A whole number, brought into `range`.
  func whole(_ key: String, or standard: Int, in range: ClosedRange<Int>) throws(ToolFailure) -> Int {
    try optionalWhole(key).map { min(max($0, range.lowerBound), range.upperBound) } ?? standard
  }

  func flag(_ key: String, or standard: Bool = false) throws(ToolFailure) -> Bool {
    switch members[key] {
    case nil: return standard
    case .bool(let value): return value
    case .integer(0), .string("false"), .string("False"): return false
    case .integer(1), .string("true"), .string("True"): return true
    default: throw ToolFailure("\"\(key)\" must be true or false")
    }
  }

  private func optionalWhole(_ key: String) throws(ToolFailure) -> Int? {
    switch members[key] {
    case nil: return nil
    case .integer(let value): return value
    case .number(let value): if let whole = Int(exactly: value) { return whole }
    case .string(let text): if let whole = Int(text) { return whole }
    default: break
    }
    throw ToolFailure("\"\(key)\" must be a whole number")
  }

  private func missing(_ key: String) -> ToolFailure {
    let given = members.keys.sorted().prefix(10).map { HumanLine.shown($0, atMost: 40) }
    return ToolFailure(
      "\"\(key)\" is missing; " + (given.isEmpty ? "no argument was given" : "given: \(given.joined(separator: ", "))"))
  }
}
