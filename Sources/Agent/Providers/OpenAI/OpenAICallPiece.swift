internal import Chat

/// What one chunk says of a call: one element of `delta.tool_calls`. Nearly everything in it may be missing.
struct OpenAICallPiece: Equatable {
  /// Which call of the round it belongs to, as most servers say.
  var index: Int?
  /// Empty where the server says none.
  var id = ""
  var name = ""
  /// More of the arguments' JSON.
  var arguments = ""
  /// Gemini's `extra_content`.
  var extra: JSONValue?
}

extension OpenAICallPiece {
  /// From any dialect: arguments also as an object instead of its text.
  init?(_ value: JSONValue) {
    guard case .object = value else { return nil }
    index = value["index"]?.integer
    id = value["id"]?.text ?? ""
    extra = value["extra_content"].flatMap { $0 == .null ? nil : $0 }
    read(value["function"] ?? value)
  }

  /// From `delta.function_call`, as servers of 2023 say it: there is only one.
  init(functionCall value: JSONValue) {
    index = 0
    read(value)
  }

  private mutating func read(_ function: JSONValue) {
    name = function["name"]?.text ?? ""
    switch function["arguments"] {
    case .string(let text)?: arguments = text
    case .object(let members)?: arguments = JSONValue.object(members).jsonText
    default: break
    }
  }
}
