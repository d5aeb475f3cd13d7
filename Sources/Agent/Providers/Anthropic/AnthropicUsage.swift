internal import Chat

/// What an answer costs, as it becomes known: the first event says what was read, the last ones what was written.
struct AnthropicUsage: Equatable {
  var input: Int?
  var cacheRead: Int?
  var cacheWritten: Int?
  var output: Int?

  init(_ value: JSONValue?) {
    input = value?["input_tokens"]?.integer
    cacheRead = value?["cache_read_input_tokens"]?.integer
    cacheWritten = value?["cache_creation_input_tokens"]?.integer
    output = value?["output_tokens"]?.integer
  }

  /// Takes over what is said anew: counts are of the whole answer so far.
  mutating func update(_ newer: AnthropicUsage) {
    input = newer.input ?? input
    cacheRead = newer.cacheRead ?? cacheRead
    cacheWritten = newer.cacheWritten ?? cacheWritten
    output = newer.output ?? output
  }

  /// nil unless it counts something.
  var usage: Usage? {
    guard let input, let output else { return nil }
    return Usage(promptTokens: input + (cacheRead ?? 0) + (cacheWritten ?? 0), completionTokens: output)
  }
}
