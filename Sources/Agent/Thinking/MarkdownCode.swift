/// Knows whether a place in streamed Markdown is inside code: a fenced block or an inline span.
///
/// Good enough to tell a tag from a mention of a tag; not a Markdown parser (indented code is not code here,
/// and a fence may stand behind list and quote marks).
///
/// cost: constant per byte
struct MarkdownCode {
  private static let backtick = UInt8(ascii: "`")
  private static let tilde = UInt8(ascii: "~")

  private struct Fence {
    var mark: UInt8
    var length: Int
  }

  private var fence: Fence?
  /// The length of the run of backticks that opened an inline span; 0 outside one.
  private var inlineLength = 0
  /// Nothing but blanks and list or quote marks so far on this line.
  private var isLineBlank = true
  /// The line that opened the fence is not over.
  private var isFenceLine = false
  /// The line so far would close the fence.
  private var isClosingFence = false
  private var run = Fence(mark: 0, length: 0)
  private var runBeganLine = false

  /// Call only between runs, that is after `endRun`. A line's beginning ends a doubtful inline span.
  var isInside: Bool { fence != nil || (inlineLength > 0 && !isLineBlank) }

  mutating func take(_ byte: UInt8) {
    if byte == Self.backtick || byte == Self.tilde { return extendRun(byte) }
    endRun()
    if byte == 0x0A { return endLine() }
    guard !Self.isBlankOrMark(byte) else { return }
    isLineBlank = false
    isClosingFence = false
  }

  /// Says that the run of backticks or tildes before this place is complete.
  mutating func endRun() {
    guard run.length > 0 else { return }
    let ended = run
    run.length = 0
    if let open = fence {
      return isFenceLine ? turnFenceIntoSpan(open, ended) : closeFence(open, ended)
    }
    if runBeganLine && ended.length >= 3 {
      fence = ended
      isFenceLine = true
    } else if ended.mark == Self.backtick {
      toggleSpan(ended.length)
    }
  }

  private mutating func extendRun(_ byte: UInt8) {
    if run.length > 0 && run.mark != byte { endRun() }
    if run.length == 0 { runBeganLine = isLineBlank }
    run = Fence(mark: byte, length: run.length + 1)
    isLineBlank = false
  }

  /// A backtick on its opening line shows that the fence was an inline span (CommonMark 0.31 §4.5).
  private mutating func turnFenceIntoSpan(_ open: Fence, _ ended: Fence) {
    guard open.mark == Self.backtick, ended.mark == Self.backtick else { return }
    fence = nil
    isFenceLine = false
    inlineLength = open.length
    toggleSpan(ended.length)
  }

  private mutating func closeFence(_ open: Fence, _ ended: Fence) {
    isClosingFence = runBeganLine && ended.mark == open.mark && ended.length >= open.length
  }

  private mutating func toggleSpan(_ length: Int) {
    if inlineLength == 0 {
      inlineLength = length
    } else if inlineLength == length {
      inlineLength = 0
    }
  }

  private mutating func endLine() {
    if isClosingFence { fence = nil }
    if isLineBlank { inlineLength = 0 }
    isLineBlank = true
    isFenceLine = false
    isClosingFence = false
  }

  /// Blanks, `>`, `-`, `*`, `+`, digits, `.` and `)`: what may stand before a fence.
  private static func isBlankOrMark(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0D, UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"),
      UInt8(ascii: "."), UInt8(ascii: ")"), 48...57:
      true
    default: false
    }
  }
}
