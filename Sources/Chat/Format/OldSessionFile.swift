/// The format of nanobot's web channel: front matter, one comment with the whole history, then readable
/// sections.
///
///     <!--JSON {"history":[{"role":"human","content":"Hello"},{"role":"bot","content":"Hi"}]} -->
enum OldSessionFile {
  static let commentStart = "<!--JSON"

  /// line: the comment, whole
  static func history(inComment line: String) -> [Message]? {
    var json = line.utf8.dropFirst(commentStart.utf8.count)
    while let last = json.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") { json.removeLast() }
    guard json.suffix(3).elementsEqual("-->".utf8) else { return nil }
    json = json.dropLast(3)
    guard let value = JSONValue(json: json) else { return nil }
    guard case .array(let entries)? = value["history"] else { return nil }
    return entries.enumerated().compactMap { message($0.element, index: $0.offset) }
  }

  /// One entry of a foreign history: ours if it is of our make, else what can be understood of it.
  static func message(_ entry: JSONValue, index: Int) -> Message? {
    if entry["id"]?.text != nil, entry["content"]?.text != nil,
      let message = try? JSONText.decode(Message.self, from: JSONText.encode(entry))
    {
      return withParts(message)
    }
    guard let word = entry["role"]?.text ?? entry["sender"]?.text, let role = Role(word: word) else {
      return nil
    }
    let text = entry["content"]?.text ?? entry["text"]?.text ?? entry["message"]?.text ?? ""
    let at = ["at", "timestamp", "time", "created"].lazy.compactMap { time(entry[$0]) }.first ?? 0
    let id = entry["id"]?.text ?? Identifier.derived(from: String(index), word, String(at), text)
    var message = Message(id: id, role: role, at: at, content: text)
    if let reasoning = entry["reasoning"]?.text ?? entry["reasoning_content"]?.text, !reasoning.isEmpty {
      message.parts.append(.reasoning(text: reasoning, ms: 0))
    }
    message.attachments = attachments(entry, of: id)
    return withParts(message)
  }

  /// The files that it names, of which nothing but their names is known here.
  private static func attachments(_ entry: JSONValue, of id: String) -> [Attachment] {
    let named = ["attachments", "files", "media", "images"].flatMap { key -> [String] in
      guard case .array(let items)? = entry[key] else { return [] }
      return items.compactMap { item in
        item.text ?? ["path", "url", "filename", "name"].lazy.compactMap { item[$0]?.text }.first
      }
    }
    return named.filter { !$0.hasPrefix("data:") }.compactMap { path in
      guard let name = path.split(whereSeparator: { "/\\".contains($0) }).last.map(String.init) else { return nil }
      let own = Identifier.derived(from: id, path)
      return Attachment(id: own, name: name, mime: "application/octet-stream", size: 0, url: "api/uploads/\(own)")
    }
  }

  /// An answer's text is also a part.
  private static func withParts(_ message: Message) -> Message {
    let hasText = message.parts.contains { if case .text = $0 { true } else { false } }
    guard message.role == .assistant, !hasText, !message.content.isEmpty else { return message }
    var message = message
    message.parts.append(.text(message.content))
    return message
  }

  static func time(_ value: JSONValue?) -> Int? {
    switch value {
    case .integer(let number): Timestamp.milliseconds(Double(number))
    case .number(let number): Timestamp.milliseconds(number)
    case .string(let text): Timestamp.milliseconds(text)
    default: nil
    }
  }
}
