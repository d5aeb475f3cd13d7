internal import Chat

/// Gives calls ids, names and arguments that every provider takes.
struct CallNames {
  /// Mistral's length, which is everybody else's, too.
  private static let idLength = 9
  private static let nameLength = 64

  private var taken: Set<String> = []
  private var made = 0
  /// What a call was named before, by the id it has now.
  private var before: [String: String] = [:]

  mutating func named(_ call: ModelCall) -> ModelCall {
    var named = call
    named.id = id(for: call.id)
    named.name = Self.name(call.name)
    named.arguments = Self.arguments(call.arguments)
    before[named.id] = call.id
    return named
  }

  /// The id that the call's result names.
  func said(of call: ModelCall) -> String { before[call.id] ?? call.id }

  private mutating func id(for said: String) -> String {
    var id = said
    while !Self.isID(id) || taken.contains(id) {
      made += 1
      let digits = String(made, radix: 36)
      id = "c" + String(repeating: "0", count: max(0, Self.idLength - 1 - digits.utf8.count)) + digits
    }
    taken.insert(id)
    return id
  }

  private static func isID(_ text: String) -> Bool {
    text.utf8.count == idLength && text.utf8.allSatisfy(isLetterOrDigit)
  }

  private static func name(_ said: String) -> String {
    let bytes = said.utf8.prefix(nameLength).map { byte in
      isLetterOrDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") ? byte : UInt8(ascii: "_")
    }
    return bytes.isEmpty ? "unknown" : String(decoding: bytes, as: UTF8.self)
  }

  /// What is no JSON object is shown to the model inside one.
  private static func arguments(_ said: String) -> String {
    var cursor = JSONCursor(Array(said.utf8))
    let isObject = cursor.next() == UInt8(ascii: "{") && cursor.skip() && cursor.isAtEnd()
    return isObject ? said : JSONValue.object(["unreadable": .string(said)]).jsonText
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122: true
    default: false
    }
  }
}
