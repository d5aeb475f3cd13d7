internal import Tools

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
      case .reasoning(let text, let signature): sum + (signature == nil ? 0 : tokens(text))
      case .toolCall(let call): sum + perMessage + tokens(call.name) + tokens(call.arguments)
      case .toolResult(_, _, let text, let images, _): sum + perMessage + tokens(text) + images.count * perImage
      }
    }
  }

  static func tokens(_ request: ModelRequest) -> Int {
    let tools = request.tools.reduce(0) { $0 + tokens($1) }
    return request.messages.reduce(perMessage + tokens(request.system ?? "") + tools) { $0 + tokens($1) }
  }

  private static func tokens(_ tool: ToolDescription) -> Int {
    perMessage + tokens(tool.name) + tokens(tool.purpose) + tool.parameters.roughBytes / bytesPerToken
  }
}
