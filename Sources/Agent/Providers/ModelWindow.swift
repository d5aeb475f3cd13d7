/// The model's window as a provider's refusal gives it away.
enum ModelWindow {
  private static let marks = [
    "maximum context length is ", "context length of ", "context window of ", "context window is ",
    "available context size (", "maximum context length of ", "max_model_len ", "maximum: ", "limit of ",
    "> ",
  ]

  /// returns: nil if there is no plausible number
  static func said(in words: ProviderWords) -> Int? {
    if let tokens = words.windowTokens { return tokens }
    let message = words.message.lowercased()
    return marks.lazy.compactMap { number(after: $0, in: message) }.first { $0 >= 256 }
  }

  /// Digits, also `8,192`, behind the mark; nil for none.
  static func number(after mark: String, in message: String) -> Int? {
    guard let end = message.firstRange(of: mark)?.upperBound else { return nil }
    let digits = message[end...].prefix { $0.isNumber || $0 == "," }.filter { $0 != "," }
    return Int(digits)
  }
}
