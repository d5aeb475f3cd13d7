internal import Chat
internal import Tools

/// The human's line for a call: `clock: get_current_time timezone=Europe/Vienna`.
///
/// The tool's own name stands in it, not its title: what a person allows must not be dressed up by the server.
struct CallLine {
  private static let limit = 200
  private static let valueLimit = 80

  let text: String
  /// Whether the line leaves something of the arguments out, or something hides in it.
  let isCut: Bool

  init(server: String, tool: String, _ arguments: JSONValue) {
    let words = arguments.members.sorted { $0.key < $1.key }.map { " \($0)=\(Self.words($1))" }
    let whole = "\(server): \(tool)" + words.joined()
    let short = words.map { Words.line($0, atMost: Self.valueLimit) }.joined()
    text = Words.line("\(server): \(tool)" + short, atMost: Self.limit)
    isCut = text != whole || HumanLine.visible(whole) != whole
  }

  /// In quotes unless it is one plain word: no value may look like another argument.
  private static func words(_ value: JSONValue) -> String {
    if let text = value.text, !text.isEmpty, text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x22 && $0 != 0x3D }) {
      return text
    }
    return String(decoding: value.encoded, as: UTF8.self)
  }
}
