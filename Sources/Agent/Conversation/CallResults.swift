/// The results that a message brings, to be given to the calls that they answer.
struct CallResults {
  struct Result {
    var text: String
    var images: [ModelImage]
    var isError: Bool
  }

  /// By the id that each names, in order.
  private var byID: [String: [Result]] = [:]

  init(_ parts: [ModelMessage.Part]) {
    for case .toolResult(let id, _, let text, let images, let isError) in parts {
      let isEmpty = text.allSatisfy(\.isWhitespace)
      let result = Result(text: isEmpty ? Conversation.noOutput : text, images: images, isError: isError)
      byID[id, default: []].append(result)
    }
  }

  /// nil when there is none (any more).
  mutating func take(_ id: String) -> Result? {
    guard let first = byID[id]?.first else { return nil }
    byID[id]?.removeFirst()
    return first
  }
}
