/// Reads the deltas that make up nearly all of a stream without `JSONDecoder`, and refuses every other event.
enum AnthropicDeltaScanner {
  private struct Fields {
    var type = ""
    var index: Int?
    var delta = ""
    /// By member: `text`, `thinking`, `signature`, `partial_json`.
    var texts: [(key: String, text: String)] = []

    func text(_ key: String) -> String { texts.last { $0.key == key }?.text ?? "" }
  }

  /// returns: nil for what `JSONDecoder` must look at
  /// cost:    O(bytes)
  static func scan(_ bytes: [UInt8]) -> AnthropicEvent? {
    var cursor = JSONCursor(bytes)
    var fields = Fields()
    let isRead = cursor.readObject { cursor, key in
      switch key {
      case "type": readText(&cursor) { fields.type = $0 }
      case "index": readIndex(&cursor, &fields)
      case "delta": readDelta(&cursor, &fields)
      case "error": false
      default: cursor.skip()
      }
    }
    guard isRead, cursor.isAtEnd(), fields.type == "content_block_delta" else { return nil }
    return .delta(fields.index ?? 0, delta(fields))
  }

  private static func delta(_ fields: Fields) -> AnthropicEvent.Delta {
    switch fields.delta {
    case "text_delta": .text(fields.text("text"))
    case "thinking_delta": .thinking(fields.text("thinking"))
    case "signature_delta": .signature(fields.text("signature"))
    case "input_json_delta": .input(fields.text("partial_json"))
    default: .other
    }
  }

  private static func readDelta(_ cursor: inout JSONCursor, _ fields: inout Fields) -> Bool {
    cursor.readObject { cursor, key in
      switch key {
      case "type": readText(&cursor) { fields.delta = $0 }
      case "text", "thinking", "signature", "partial_json":
        readText(&cursor) { fields.texts.append((key, $0)) }
      default: cursor.skip()
      }
    }
  }

  private static func readIndex(_ cursor: inout JSONCursor, _ fields: inout Fields) -> Bool {
    fields.index = cursor.readInteger()
    return fields.index != nil
  }

  private static func readText(_ cursor: inout JSONCursor, _ take: (String) -> Void) -> Bool {
    guard let text = cursor.readString() else { return false }
    take(text)
    return true
  }
}
