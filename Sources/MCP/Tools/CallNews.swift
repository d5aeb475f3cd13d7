internal import Chat

/// What a server tells while a call is at work, as lines for the reader.
enum CallNews {
  /// `notifications/progress`: its words, and how far it is.
  static func progress(_ params: JSONValue) -> String {
    let message = Words.line(params["message"]?.text ?? "", atMost: 500)
    let done = [params["progress"], params["total"]].compactMap(number)
    let share = done.joined(separator: "/")
    return message.isEmpty ? share : done.count == 2 ? "\(message) (\(share))" : message
  }

  /// `notifications/message`: a line of the server's log.
  static func log(_ params: JSONValue) -> String {
    let words = params["data"].map { $0.text ?? String(decoding: $0.encoded, as: UTF8.self) } ?? ""
    let from = [params["level"]?.text, params["logger"]?.text].compactMap(\.self).joined(separator: " ")
    return Words.line(from.isEmpty ? words : "[\(from)] \(words)", atMost: 2000)
  }

  private static func number(_ value: JSONValue?) -> String? {
    switch value {
    case .integer(let whole): String(whole)
    case .number(let number): Int(exactly: number).map(String.init) ?? String(number)
    default: nil
    }
  }
}
