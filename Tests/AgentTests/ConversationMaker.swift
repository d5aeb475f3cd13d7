import Chat
import Tools

@testable import Agent

/// Conversations as crashes, deletions, old files and odd models leave them; the same for the same seed.
struct ConversationMaker: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// xorshift64*
  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }

  mutating func pick<T>(_ choices: [T]) -> T { choices[Int.random(in: 0..<choices.count, using: &self)] }

  mutating func flip() -> Bool { Bool.random(using: &self) }

  mutating func request() -> ModelRequest {
    let tool = ToolDescription(name: "exec", purpose: "Runs.", parameters: .object(["type": .string("object")]))
    return ModelRequest(
      model: "m", system: pick([nil, "", "Be brief."]), messages: messages(), tools: flip() ? [tool] : [],
      wantsReasoning: flip(), answerTokens: pick([nil, 100, 3_000]), temperature: pick([nil, 0.5]))
  }

  mutating func messages() -> [ModelMessage] {
    (0..<Int.random(in: 0...9, using: &self)).map { _ in
      let role: Role = flip() ? .user : .assistant
      let count = pick([0, 1, 1, 2, 3, 5])
      let parts = (0..<count).map { _ in flip() ? fitting(role) : pick([fitting(.user), fitting(.assistant)]) }
      return ModelMessage(role: role, parts: parts)
    }
  }

  private mutating func fitting(_ role: Role) -> ModelMessage.Part {
    if role == .user {
      return pick([.text(words()), .image(mime: "image/png", base64: "AA=="), result(), result()])
    }
    return pick([.text(words()), .reasoning(text: words(), signature: mark()), call(), call()])
  }

  private mutating func call() -> ModelMessage.Part {
    let arguments = pick([
      "{}", #"{"a":[1,{"b":null}]}"#, "", "{\"a\":", "[1]", "null", "\"x\"", "not JSON \u{0}", "{} {}",
    ])
    let extra = pick([nil, JSONValue.object(["google": .string("s")])])
    return .toolCall(ModelCall(id: id(), name: name(), arguments: arguments, extra: extra))
  }

  private mutating func result() -> ModelMessage.Part {
    let images = pick([[], [ModelImage(mime: "image/png", base64: "AA==")]])
    return .toolResult(id: id(), name: name(), text: words(), images: images, isError: flip())
  }

  /// Few, so that they meet; good ones, bad ones, and one that we make ourselves.
  mutating func id() -> String { pick(["aaaaaaaa1", "aaaaaaaa2", "", "call_1", "c00000001", "übel", "aaaaaaaa1 "]) }

  private mutating func name() -> String {
    pick(["exec", "server_tool", "", "a b/ü", String(repeating: "x", count: 99)])
  }

  mutating func words() -> String { pick(["word", "", " \n", "a <think>b", "é🦜", "}\"\\"]) }

  mutating func mark() -> String? {
    pick([nil, "anthropic:S", "anthropic-redacted:D", "reasoning_content", "reasoning", "x"])
  }
}
