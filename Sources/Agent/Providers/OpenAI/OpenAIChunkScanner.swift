internal import Chat

/// Reads the chunks that make up nearly all of a stream without `JSONDecoder`, and refuses every other:
/// parts, details, errors, fractions where a count belongs.
enum OpenAIChunkScanner {
  /// returns: nil for what `JSONDecoder` must look at
  /// cost:    O(bytes)
  static func scan(_ bytes: [UInt8]) -> OpenAIChunk? {
    var cursor = JSONCursor(bytes)
    var chunk = OpenAIChunk()
    let isRead = cursor.readObject { cursor, key in
      switch key {
      case "choices": readChoices(&cursor, &chunk)
      case "usage": readUsage(&cursor, &chunk)
      case "error", "detail", "errors": cursor.takeNull()
      default: cursor.skip()
      }
    }
    return isRead && cursor.isAtEnd() ? chunk : nil
  }

  /// Only the first choice is ours; an empty array is what some send first and last.
  private static func readChoices(_ cursor: inout JSONCursor, _ chunk: inout OpenAIChunk) -> Bool {
    var isFirst = true
    return cursor.readArray { cursor in
      defer { isFirst = false }
      return isFirst ? readChoice(&cursor, &chunk) : cursor.skip()
    }
  }

  private static func readChoice(_ cursor: inout JSONCursor, _ chunk: inout OpenAIChunk) -> Bool {
    cursor.readObject { cursor, key in
      switch key {
      case "delta": readDelta(&cursor, &chunk)
      case "finish_reason": readText(&cursor) { chunk.finishReason = $0 }
      case "message": cursor.takeNull()
      default: cursor.skip()
      }
    }
  }

  private static func readDelta(_ cursor: inout JSONCursor, _ chunk: inout OpenAIChunk) -> Bool {
    var other = ""
    var hasDetails = false
    let isRead = cursor.readObject { cursor, key in
      switch key {
      case "content": return readText(&cursor) { chunk.text = $0 }
      case "reasoning_content": return readText(&cursor) { chunk.reasoning = $0 }
      case "reasoning": return readText(&cursor) { other = $0 }
      case "reasoning_details":
        hasDetails = true
        return cursor.skip()
      case "tool_calls": return readCalls(&cursor, &chunk)
      case "refusal", "thinking", "function_call": return cursor.takeNull()
      default: return cursor.skip()
      }
    }
    if !chunk.reasoning.isEmpty { chunk.reasoningField = .reasoningContent }
    if chunk.reasoning.isEmpty, !other.isEmpty {
      chunk.reasoning = other
      chunk.reasoningField = .reasoning
    }
    // Details say again what `reasoning` says; where they come alone, the slow way reads them.
    return isRead && !(hasDetails && chunk.reasoning.isEmpty)
  }

  private static func readCalls(_ cursor: inout JSONCursor, _ chunk: inout OpenAIChunk) -> Bool {
    if cursor.takeNull() { return true }
    return cursor.readArray { cursor in
      var piece = OpenAICallPiece()
      let isRead = cursor.readObject { cursor, key in
        switch key {
        case "index": readCount(&cursor, &piece.index)
        case "id": readText(&cursor) { piece.id = $0 }
        case "function": readFunction(&cursor, &piece)
        case "name", "arguments", "extra_content": cursor.takeNull()
        default: cursor.skip()
        }
      }
      chunk.calls.append(piece)
      return isRead
    }
  }

  private static func readFunction(_ cursor: inout JSONCursor, _ piece: inout OpenAICallPiece) -> Bool {
    cursor.readObject { cursor, key in
      switch key {
      case "name": readText(&cursor) { piece.name = $0 }
      case "arguments": readText(&cursor) { piece.arguments = $0 }
      default: cursor.skip()
      }
    }
  }

  /// A string, or null, which says nothing.
  private static func readText(_ cursor: inout JSONCursor, _ take: (String) -> Void) -> Bool {
    if cursor.takeNull() { return true }
    guard let text = cursor.readString() else { return false }
    take(text)
    return true
  }

  private static func readUsage(_ cursor: inout JSONCursor, _ chunk: inout OpenAIChunk) -> Bool {
    if cursor.takeNull() { return true }
    var prompt: Int?
    var completion: Int?
    var reasoning: Int?
    let isRead = cursor.readObject { cursor, key in
      switch key {
      case "prompt_tokens": readCount(&cursor, &prompt)
      case "completion_tokens": readCount(&cursor, &completion)
      case "completion_tokens_details": readReasoningCount(&cursor, &reasoning)
      default: cursor.skip()
      }
    }
    if let prompt, let completion {
      chunk.usage = Usage(promptTokens: prompt, completionTokens: completion, reasoningTokens: reasoning)
    }
    return isRead
  }

  private static func readReasoningCount(_ cursor: inout JSONCursor, _ count: inout Int?) -> Bool {
    if cursor.takeNull() { return true }
    return cursor.readObject { cursor, key in
      key == "reasoning_tokens" ? readCount(&cursor, &count) : cursor.skip()
    }
  }

  private static func readCount(_ cursor: inout JSONCursor, _ count: inout Int?) -> Bool {
    if cursor.takeNull() { return true }
    guard let value = cursor.readInteger() else { return false }
    count = value
    return true
  }
}
