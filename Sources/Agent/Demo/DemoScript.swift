internal import Chat

/// What the demo says to what. Pure: who plays it decides on the pace.
enum DemoScript {
  /// Longest answer, in numbered lines.
  static let longLinesLimit = 20_000
  /// What it listens to of a message, in code points: it runs on the loop, and messages may be of megabytes.
  static let wordsLimit = 4_000

  /// What to do for the user's last message. The first word that it knows decides.
  static func steps(_ messages: [ModelMessage]) -> [DemoStep] {
    guard let asked = question(messages) else { return [.text(help)] }
    let words = words(asked)
    for (index, word) in words.enumerated() {
      switch word {
      case "error", "fail": return error
      case "slow": return slow
      case "tool", "tools": return tools
      case "ask", "agent", "approve": return DemoAgent.steps(messages)
      case "think", "reasoning", "thinking": return thinking
      case "markdown", "table", "code": return [.text(markdown)]
      case "long": return long(lines: words.dropFirst(index + 1).first.flatMap(Int.init) ?? 300)
      default: continue
      }
    }
    return hello(asked)
  }

  /// Whether the user asked for it without the pauses of a real model.
  static func isFast(_ messages: [ModelMessage]) -> Bool {
    question(messages).map(words)?.contains("fast") ?? false
  }

  /// The user's last word; what came of tools is none.
  private static func question(_ messages: [ModelMessage]) -> ModelMessage? {
    messages.last { $0.role == .user && !$0.hasResults }
  }

  /// The user's own words come last, behind the files.
  private static func words(_ message: ModelMessage) -> [String] {
    let texts = message.parts.compactMap { if case .text(let text) = $0 { text } else { nil } }
    let own = texts.last { !$0.hasPrefix("<file ") } ?? ""
    let beginning = String(own.unicodeScalars.prefix(wordsLimit))
    return beginning.lowercased().split { !$0.isLetter && !$0.isNumber }.prefix(200).map(String.init)
  }

  private static func hello(_ asked: ModelMessage) -> [DemoStep] {
    let echo = asked.parts.compactMap(echo).joined()
    return [
      .reasoning(
        "Somebody is trying me out. I am a script and no model, so I had better say what I can show."),
      .text(echo + help),
    ]
  }

  private static func echo(_ part: ModelMessage.Part) -> String? {
    switch part {
    case .image(let mime, let base64):
      return "I got a picture (`\(mime)`, \(base64.utf8.count * 3 / 4) bytes).\n\n"
    case .text(let text) where text.hasPrefix("<file name="):
      let name = text.dropFirst("<file name=\"".count).prefix(200).prefix { $0 != "\"" }
      let lines = text.utf8.count(where: { $0 == UInt8(ascii: "\n") }) - 1
      return "I got the file `\(name)`, \(max(lines, 0)) lines of text.\n\n"
    case .text(let text):
      let quoted = text.prefix(200).split(separator: "\n").map { "> \($0)\n" }.joined()
      return quoted.isEmpty ? nil : "You said:\n\n\(quoted)\n"
    case .reasoning, .toolCall, .toolResult: return nil
    }
  }

  private static let thinking: [DemoStep] = [
    .reasoning("First I look at the question. Then I turn it round and look at it from behind. "),
    .wait(.milliseconds(400)),
    .reasoning("From behind it looks much the same, so the answer is probably short."),
    .text("It is **short**. Unfold what I thought to see how I got there."),
  ]

  private static let slow: [DemoStep] = [
    .progress("the demo takes its time"),
    .wait(.seconds(2)),
    .text("One word "),
    .wait(.seconds(2)),
    .text("every two "),
    .wait(.seconds(2)),
    .text("seconds: "),
    .wait(.seconds(2)),
    .text("lock the phone, come back, and nothing is lost."),
  ]

  private static let error: [DemoStep] = [
    .text("This answer begins well enough, and then "),
    .fail("This is the error that you asked for: the demo pretends that its model fell over"),
  ]

  private static func long(lines: Int) -> [DemoStep] {
    let count = min(max(lines, 1), longLinesLimit)
    let text = (1...count).map { "\($0). A martlet has no feet, so it never lands.\n" }.joined()
    return [.text("A long answer:\n\n" + text + "\nThat was all.")]
  }
}
