/// Cuts a text as a tokenizer might: at blanks, and long words in the middle.
enum DemoTokens {
  static let longest = 6

  /// Put together again, the pieces are the text.
  static func split(_ text: String) -> [String] {
    var tokens: [String] = []
    var token = ""
    for character in text {
      if character == " " || token.count >= longest || token.hasSuffix("\n") && character != "\n" {
        tokens.append(token)
        token = ""
      }
      token.append(character)
    }
    tokens.append(token)
    return tokens.filter { !$0.isEmpty }
  }
}
