internal import Chat

/// A call as its block grows.
struct AnthropicCall {
  private let id: String
  private let name: String
  /// What the block began with: `{}`, and all there is where a server does not send pieces.
  private let input: JSONValue?
  private var arguments = ""
  private var end = ArgumentsEnd()

  init(id: String, name: String, input: JSONValue?) {
    self.id = id
    self.name = name
    self.input = input
  }

  mutating func add(_ more: String) {
    arguments += more
    end.take(more)
  }

  /// Whether its arguments are complete; only a question where the answer was cut.
  var isWhole: Bool { end.isReached || arguments.isEmpty && hasInput }

  var call: ModelCall {
    let begun = hasInput ? input?.jsonText : nil
    let isBlank = arguments.allSatisfy(\.isWhitespace)
    return ModelCall(id: id, name: name, arguments: isBlank ? begun ?? "{}" : arguments)
  }

  private var hasInput: Bool {
    if case .object(let members)? = input { !members.isEmpty } else { false }
  }
}
