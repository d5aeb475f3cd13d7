/// What a bot says at once.
public struct BotWords: Sendable {
  public var text: String
  public var buttons: [Buttons.Button]?
  public var file: Attachment?
  /// Whether more of the same answer follows.
  public var staysOpen: Bool
  /// ≤ 64 characters; the same twice is said once.
  public var call: String?

  public init(
    text: String = "", buttons: [Buttons.Button]? = nil, file: Attachment? = nil, staysOpen: Bool = false,
    call: String? = nil
  ) {
    self.text = text
    self.buttons = buttons
    self.file = file
    self.staysOpen = staysOpen
    self.call = call
  }

  /// errors: `.invalid`, `.tooLarge`
  func check(_ limits: ChatLimits) throws(ChatError) {
    if text.utf8.count > limits.messageBytes {
      throw .tooLarge("A message has at most \(limits.messageBytes) bytes")
    }
    if let call, call.isEmpty || call.unicodeScalars.count > limits.clientIDCharacters {
      throw .invalid("client_id has 1 to \(limits.clientIDCharacters) characters")
    }
    if let buttons { try Buttons(buttons).check(limits) }
  }

  var addition: Addition {
    Addition(file: file, buttons: buttons?.isEmpty == true ? nil : buttons, call: call)
  }

  var isEmpty: Bool { text.allSatisfy(\.isWhitespace) && (buttons ?? []).isEmpty && file == nil }
}
