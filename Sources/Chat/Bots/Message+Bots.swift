/// Messages as bots make and change them.
extension Message {
  /// What is to come on so that the answer reads `text`; nil if it does not begin with what is there.
  func rest(of text: String) -> String? {
    if case .text? = parts.last(where: { if case .buttons = $0 { false } else { true } }) {} else if !parts.isEmpty {
      return nil
    }
    guard text.utf8.starts(with: content.utf8) else { return nil }
    return String(text.utf8.dropFirst(content.utf8.count))
  }

  /// Puts the words in the place of those that are there; thoughts, calls and pictures stay.
  mutating func say(_ words: BotWords) {
    if let file = words.file {
      if file.isPicture { parts.append(.image(file)) } else { attachments.append(file) }
    }
    if words.file == nil || !words.text.isEmpty { put(words.text) }
    if let buttons = words.buttons {
      parts.removeAll { if case .buttons = $0 { true } else { false } }
      if !buttons.isEmpty { parts.append(.buttons(Buttons(buttons))) }
    }
    content = AnswerBuilder.content(of: parts)
    if error?.code == "bot_silent" { error = nil }
  }

  private mutating func put(_ text: String) {
    func isText(_ part: Part) -> Bool { if case .text = part { true } else { false } }
    let place = parts.firstIndex(where: isText)
    parts.removeAll(where: isText)
    guard !text.isEmpty else { return }
    let last = parts.lastIndex { if case .buttons = $0 { true } else { false } } ?? parts.endIndex
    parts.insert(.text(text), at: min(place ?? last, parts.endIndex))
  }

  var buttons: Buttons? {
    for case .buttons(let buttons) in parts { return buttons }
    return nil
  }
}
