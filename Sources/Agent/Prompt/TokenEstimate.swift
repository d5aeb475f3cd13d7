/// How many tokens a text may cost, without the model's tokenizer: too many rather than too few.
///
/// English costs about a token for 4 bytes, code and other Latin languages for 3, Chinese and Japanese (3
/// bytes a character) for 2 to 3. So a token for 3 bytes errs on the safe side nearly everywhere; where it
/// does not, the provider refuses and `AgentLoop` trims further.
enum TokenEstimate {
  static let bytesPerToken = 3
  /// Role marks and separators around a message.
  static let perMessage = 6
  /// What the big models take for a picture at most.
  static let perImage = 1_600

  static func tokens(_ text: String) -> Int { (text.utf8.count + bytesPerToken - 1) / bytesPerToken }

  static func tokens(_ message: ModelMessage) -> Int {
    message.parts.reduce(perMessage) { sum, part in
      switch part {
      case .text(let text): sum + tokens(text)
      case .image: sum + perImage
      }
    }
  }

  static func tokens(_ request: ModelRequest) -> Int {
    request.messages.reduce(perMessage + tokens(request.system ?? "")) { $0 + tokens($1) }
  }
}
