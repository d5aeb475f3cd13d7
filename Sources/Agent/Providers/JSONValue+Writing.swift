internal import Chat
internal import FoundationEssentials

/// What requests are written with.
extension JSONValue {
  /// As bytes, members in the order of their names, so that the same request is the same bytes and providers'
  /// caches know it again.
  ///
  /// cost: O(bytes); with pictures in it too long for the loop
  func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(self))
  }

  /// As text; `{}` for numbers that JSON cannot say.
  var jsonText: String { (try? json()).map { String(decoding: $0, as: UTF8.self) } ?? "{}" }

  /// An object of those members that are there.
  static func members(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(members.reduce(into: [:]) { object, member in object[member.key] = member.value })
  }
}
