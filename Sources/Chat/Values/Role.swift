/// Who speaks. nanobot's files say `human` and `bot`, which read as ours.
public enum Role: String, Hashable, Sendable, Codable {
  case user
  case assistant

  /// Any known word for a speaker; nil for others.
  public init?(word: some StringProtocol) {
    switch word.lowercased() {
    case "user", "human": self = .user
    case "assistant", "bot": self = .assistant
    default: return nil
    }
  }

  public init(from decoder: any Decoder) throws {
    let box = try decoder.singleValueContainer()
    let word = try box.decode(String.self)
    guard let role = Role(word: word) else {
      throw DecodingError.dataCorruptedError(in: box, debugDescription: "no role \(word)")
    }
    self = role
  }
}
