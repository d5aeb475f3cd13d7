/// The first half of a cursor: a short random word, new whenever the log was lost.
enum Epoch {
  static func random() -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789")
    return String((0..<8).map { _ in letters.randomElement() ?? "a" })
  }
}
