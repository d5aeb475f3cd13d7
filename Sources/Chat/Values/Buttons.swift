/// Buttons below an answer, of which one can be pressed, once.
public struct Buttons: Hashable, Sendable, Codable {
  public struct Button: Hashable, Sendable, Codable {
    public var id: String
    public var label: String
    public var emoji: String?
    /// How it looks: one of `styles`.
    public var style: String?
  }

  public static let styles = ["primary", "secondary", "success", "danger"]

  public var buttons: [Button]
  /// The id of the one that was pressed.
  public var pressed: String?

  public init(_ buttons: [Button], pressed: String? = nil) {
    self.buttons = buttons
    self.pressed = pressed
  }

  /// errors: `.invalid`
  func check(_ limits: ChatLimits) throws(ChatError) {
    let characters = limits.buttonCharacters
    guard buttons.count <= limits.buttonsAMessage, Set(buttons.map(\.id)).count == buttons.count else {
      throw .invalid("buttons: at most \(limits.buttonsAMessage), each with an id of its own")
    }
    for button in buttons {
      for (name, text) in [("id", button.id), ("label", button.label), ("emoji", button.emoji ?? "-")]
      where text.isEmpty || text.unicodeScalars.count > characters {
        throw .invalid("buttons: \(name) has 1 to \(characters) characters")
      }
      if let style = button.style, !Self.styles.contains(style) {
        throw .invalid("buttons: style is one of \(Self.styles.joined(separator: ", "))")
      }
    }
  }
}
