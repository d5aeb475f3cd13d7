/// Tells a model's thoughts (`<think>`, `<thinking>`, `<thought>`) from its answer while both stream in.
///
/// * A tag counts anywhere but in Markdown code, so that an answer may speak of `` `<think>` ``.
/// * Inside a thought only a closing tag counts, any of the three: an answer swallowed by a thought that
///   never ends is worse than a thought that ends early. A thought still open at the end of the stream ends
///   there.
/// * A closing tag without an opening one is dropped. Some chat templates write the opening tag themselves,
///   so that the model's first words are a thought without a mark; only the configuration can know
///   (`startsInside`).
/// * Line ends at the beginning of the answer, after an opening tag and after a thought are dropped.
/// * Cut anywhere, the same answer gives the same text and the same thoughts.
///
/// cost: O(bytes), each byte looked at twice at most
public struct ThinkingSplitter: Sendable {
  private static let tagBegins = UInt8(ascii: "<")

  private var isThinking: Bool
  /// What may become a tag; at most 10 bytes, ASCII.
  private var held = ""
  private var tag = ThinkingTag()
  private var code = MarkdownCode()
  private var dropsLineEnds = true
  private var hasOpenThought = false

  private var pieces: [ThinkingPiece] = []
  private var current = ""

  /// startsInside: the chat template has written the opening tag, so the stream begins with a thought
  public init(startsInside: Bool = false) { isThinking = startsInside }

  /// Takes the next piece of the answer, of any length, and gives what is certain by now.
  public mutating func take(_ delta: String) -> [ThinkingPiece] {
    let bytes = delta.utf8
    var keptFrom = bytes.startIndex
    var index = keptFrom
    while index != bytes.endIndex {
      let byte = bytes[index]
      let next = bytes.index(after: index)
      if !held.isEmpty && goesOnWithTag(byte) {
        keptFrom = next
      } else if beginsTag(byte) {
        keep(delta[keptFrom..<index])
        _ = goesOnWithTag(byte)
        keptFrom = next
      } else if isDropped(byte) {
        keptFrom = next
      }
      index = next
    }
    keep(delta[keptFrom...])
    return handOver()
  }

  /// The stream is over: gives what was held back and ends an open thought.
  public mutating func finish() -> [ThinkingPiece] {
    releaseHeld()
    endThought()
    return handOver()
  }

  /// returns: false when what was held is no tag after all, and `byte` is still to be looked at
  private mutating func goesOnWithTag(_ byte: UInt8) -> Bool {
    switch tag.take(byte, thinking: isThinking) {
    case .no:
      releaseHeld()
      return false
    case .partly: held.unicodeScalars.append(Unicode.Scalar(byte))
    case .opening: beginThought()
    case .closing: isThinking ? endThought() : (held = "")
    }
    return true
  }

  private mutating func beginsTag(_ byte: UInt8) -> Bool {
    guard byte == Self.tagBegins else { return false }
    if isThinking { return true }
    code.endRun()
    return !code.isInside
  }

  private mutating func isDropped(_ byte: UInt8) -> Bool {
    if dropsLineEnds && (byte == 0x0A || byte == 0x0D) { return true }
    dropsLineEnds = false
    if !isThinking { code.take(byte) }
    return false
  }

  private mutating func releaseHeld() {
    guard !held.isEmpty else { return }
    dropsLineEnds = false
    if !isThinking { for byte in held.utf8 { code.take(byte) } }
    keep(held[...])
    held = ""
  }

  private mutating func beginThought() {
    flush()
    held = ""
    isThinking = true
    dropsLineEnds = true
  }

  private mutating func endThought() {
    flush()
    held = ""
    if hasOpenThought { pieces.append(.reasoningEnd) }
    hasOpenThought = false
    if isThinking { dropsLineEnds = true }
    isThinking = false
  }

  private mutating func keep(_ text: Substring) {
    guard !text.isEmpty else { return }
    if current.isEmpty { current = String(text) } else { current += text }
  }

  private mutating func flush() {
    guard !current.isEmpty else { return }
    pieces.append(isThinking ? .reasoning(current) : .text(current))
    if isThinking { hasOpenThought = true }
    current = ""
  }

  private mutating func handOver() -> [ThinkingPiece] {
    flush()
    defer { pieces = [] }
    return pieces
  }
}
