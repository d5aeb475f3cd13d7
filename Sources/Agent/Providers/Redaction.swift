/// Keeps secrets out of what people see: providers like to quote the key that they refuse.
struct Redaction: Sendable {
  static let mark = "•••"

  private let secrets: [String]

  /// Secrets shorter than four characters would take whole words out of every message: they are no secrets.
  init(_ secrets: String?...) { self.secrets = secrets.compactMap { $0 }.filter { $0.utf8.count >= 4 } }

  func redact(_ text: String) -> String {
    let known = secrets.reduce(text) {
      $0.split(separator: $1, omittingEmptySubsequences: false).joined(separator: Self.mark)
    }
    return redactBearer(known)
  }

  /// Whatever follows the word `Bearer`.
  private func redactBearer(_ text: String) -> String {
    var words = text.split(separator: " ", omittingEmptySubsequences: false)
    for index in words.indices.dropLast() where words[index].lowercased().hasSuffix("bearer") {
      words[index + 1] = Self.mark[...]
    }
    return words.joined(separator: " ")
  }
}
