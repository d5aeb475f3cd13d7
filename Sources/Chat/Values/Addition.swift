/// What comes on to an answer besides its words: the `part` event.
public struct Addition: Hashable, Sendable, Codable {
  /// A picture stands where it came, any other file beside the answer.
  public var file: Attachment?
  /// They stand at the answer's end; new ones replace those before.
  public var buttons: [Buttons.Button]?
  /// The name of the bot's call: see `Message.botCalls`.
  public var call: String?

  init(file: Attachment? = nil, buttons: [Buttons.Button]? = nil, call: String? = nil) {
    self.file = file
    self.buttons = buttons
    self.call = call
  }

  enum CodingKeys: String, CodingKey {
    case file, buttons
    case call = "bot_call"
  }

  var isEmpty: Bool { file == nil && buttons == nil && call == nil }
}

extension Attachment {
  var isPicture: Bool { mime.hasPrefix("image/") }
}
