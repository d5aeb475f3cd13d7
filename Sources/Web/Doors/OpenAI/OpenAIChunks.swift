internal import Chat

/// The events of a streamed answer, as bytes.
struct OpenAIChunks {
  private let head: [UInt8]
  private let tail: [UInt8]
  private let wantsUsage: Bool

  /// created: Unix time, seconds
  init(id: String, created: Int, model: String, wantsUsage: Bool) {
    var head = Array(#"data: {"id":"\#(id)","object":"chat.completion.chunk","created":\#(created),"model":"#.utf8)
    JSONText.append(model, to: &head)
    self.head = head
    self.wantsUsage = wantsUsage
    tail = Array((wantsUsage ? #","usage":null}"# : "}").utf8) + [10, 10]
  }

  static let done = Array("data: [DONE]\n\n".utf8)

  var role: [UInt8] { choice(Array(#"{"role":"assistant","content":""}"#.utf8), reason: nil) }

  func bytes(_ kind: OpenAIPiece, _ text: String) -> [UInt8] {
    switch kind {
    case .content: choice(Self.delta("content", text), reason: nil)
    case .reasoning: choice(Self.delta("reasoning_content", text), reason: nil)
    case .comment: Array(": \(text.prefix { !$0.isNewline })\n\n".utf8)
    }
  }

  /// The end, with what it cost if that is wanted.
  func end(_ reason: String, _ usage: Usage?) -> [UInt8] {
    var bytes = choice(Array("{}".utf8), reason: reason)
    if wantsUsage, let usage {
      bytes += head + Array(#","choices":[],"usage":"#.utf8) + JSONText.encode(usage.openAI) + Array("}\n\n".utf8)
    }
    return bytes + Self.done
  }

  private func choice(_ delta: [UInt8], reason: String?) -> [UInt8] {
    let end = reason.map { "\"\($0)\"" } ?? "null"
    return head + Array(#","choices":[{"index":0,"delta":"#.utf8) + delta
      + Array(#","logprobs":null,"finish_reason":\#(end)}]"#.utf8) + tail
  }

  private static func delta(_ key: String, _ text: String) -> [UInt8] {
    var bytes = Array("{\"\(key)\":".utf8)
    JSONText.append(text, to: &bytes)
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }
}
