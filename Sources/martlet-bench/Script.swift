/// What a stub model is to say, written in its name: `chunks=5000,rate=0,lt,stamped`.
struct Script {
  private(set) var chunks = 20
  /// Chunks a second; 0 for as fast as possible.
  private(set) var rate = 0
  /// Whether a lone `<` stands early in the answer.
  private(set) var hasEarlyAngle = false
  /// Whether each chunk says when it was made.
  private(set) var isStamped = false

  private static let words = [
    "martlet ", "is ", "the ", "bird ", "that ", "never ", "lands, ", "they ", "say. ",
  ]

  init(_ name: String) {
    for part in name.split(separator: ",") {
      let pair = part.split(separator: "=")
      switch pair[0] {
      case "chunks": chunks = Int(pair.last ?? "") ?? chunks
      case "rate": rate = Int(pair.last ?? "") ?? rate
      case "lt": hasEarlyAngle = true
      case "stamped": isStamped = true
      default: break
      }
    }
  }

  func chunk(_ index: Int) -> String {
    if isStamped { return Stamp.text() }
    if hasEarlyAngle && index == 2 { return "<" }
    return Self.words[index % Self.words.count]
  }
}
