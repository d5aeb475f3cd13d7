internal import Chat

/// A call's arguments as a model wrote them, read with good will.
enum CallArguments {
  /// Under this key stands what is no JSON: so the call can be shown, kept and sent back all the same.
  static let brokenKey = "invalid_json"

  /// Levels of lists and objects. Fewer than `JSONValue` reads: the message around them must be read again, too.
  private static let deepest = 48

  /// Arguments, or what is wrong with them.
  struct Reading: Hashable, Sendable {
    /// Always an object.
    var value: JSONValue
    /// In words for the model.
    var problem: String?
  }

  /// Nothing at all is an object without members; a JSON text within a JSON text is taken for what it says.
  static func read(_ text: String) -> Reading {
    if text.utf8.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) { return Reading(value: .object([:])) }
    guard let value = JSONValue(json: text.utf8) else {
      return broken(text, "The arguments are not valid JSON, so nothing was done. Call it again with valid JSON.")
    }
    switch value {
    case .object where isDeep(value, room: deepest):
      return broken(text, "The arguments are nested deeper than \(deepest) levels, so nothing was done.")
    case .object: return Reading(value: value)
    case .null: return Reading(value: .object([:]))
    case .string(let inner):
      let reading = inner == text ? nil : read(inner)
      if let reading, reading.problem == nil { return reading }
    default: break
    }
    return broken(text, "The arguments must be a JSON object, so nothing was done. Call it again with one.")
  }

  private static func isDeep(_ value: JSONValue, room: Int) -> Bool {
    switch value {
    case .array(let elements): room == 0 || elements.contains { isDeep($0, room: room - 1) }
    case .object(let members): room == 0 || members.values.contains { isDeep($0, room: room - 1) }
    default: false
    }
  }

  private static func broken(_ text: String, _ problem: String) -> Reading {
    Reading(value: .object([brokenKey: .string(text)]), problem: problem)
  }
}
