internal import Chat

/// A provider's own words for what went wrong, found in whatever shape it said them.
struct ProviderWords: Equatable {
  /// Longer explanations are cut, in bytes.
  static let limitBytes = 1_000

  /// For a person; bounded, on one line.
  var message: String
  /// The provider's word for machines, such as `context_length_exceeded`.
  var code: String?
  /// An HTTP status said inside the body (OpenRouter and others say it only there).
  var status: Int?
  /// The model's window in tokens, where a field says it (llama.cpp).
  var windowTokens: Int?

  /// From the body of an answer that is an error.
  ///
  /// body: JSON of any known shape, else text; a page of HTML says nothing to anybody
  init?(body: [UInt8]) {
    if let value = JSONValue(json: body) {
      guard let words = ProviderWords(answer: value) ?? ProviderWords(value) else { return nil }
      self = words
    } else {
      let text = String(decoding: body, as: UTF8.self)
      guard !text.drop(while: \.isWhitespace).hasPrefix("<") else { return nil }
      self.init(message: text)
    }
  }

  /// From an answer's `error`, `errors` or `detail`; nil when there is none.
  init?(answer value: JSONValue) {
    for key in ["error", "errors", "detail"] {
      if let said = value[key], let words = ProviderWords(said) {
        self = words
        return
      }
    }
    return nil
  }

  private init?(_ value: JSONValue) {
    guard let message = Self.message(in: value) else { return nil }
    self.init(message: message)
    code = value["code"]?.text ?? value["type"]?.text
    status = value["code"]?.integer ?? value["status"]?.integer
    windowTokens = value["n_ctx"]?.integer
  }

  private init?(message: String) {
    self.message = Self.bounded(message)
    if self.message.isEmpty { return nil }
  }

  /// A string; an object's `message`, `msg`, `detail` …; the first of many.
  private static func message(in value: JSONValue) -> String? {
    switch value {
    case .string(let text): return text
    case .array(let values): return values.lazy.compactMap { message(in: $0) }.first
    case .object:
      let said = ["message", "msg", "detail", "error", "reason", "title"].lazy
        .compactMap { key in value[key].flatMap { message(in: $0) } }
      return said.first { !$0.isEmpty }.map { $0 + upstream(value) }
    default: return nil
    }
  }

  /// OpenRouter says "Provider returned error" and keeps that provider's words beside it.
  private static func upstream(_ value: JSONValue) -> String {
    guard let raw = value["metadata"]?["raw"]?.text, !raw.isEmpty else { return "" }
    return ": " + (JSONValue(json: raw.utf8).flatMap { ProviderWords(answer: $0)?.message } ?? raw)
  }

  private static func bounded(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    var bytes = 0
    for scalar in text.unicodeScalars {
      let isBlank = scalar.value <= 32 || scalar.value == 127
      if isBlank && (scalars.isEmpty || scalars.last == " ") { continue }
      bytes += isBlank ? 1 : UTF8.width(scalar)
      guard bytes <= limitBytes else { return String(scalars) + "…" }
      scalars.append(isBlank ? " " : scalar)
    }
    if scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }
}
