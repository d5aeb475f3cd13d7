/// Buttons below answers.
extension Session {
  /// errors: `.messageNotFound`, also for a message without buttons, `.buttonPressed`, `.invalid`
  @discardableResult
  func checkButton(_ button: String, of id: String) throws(ChatError) -> Message {
    guard let message = message(id), let buttons = message.buttons else { throw .messageNotFound(id) }
    guard buttons.pressed == nil else { throw .buttonPressed }
    guard buttons.buttons.contains(where: { $0.id == button }) else {
      throw .invalid("id is one of \(buttons.buttons.map(\.id).joined(separator: ", "))")
    }
    return message
  }

  /// Presses it: it stays so, on every device.
  ///
  /// errors: those of `checkButton`, `.storage`
  func press(_ button: String, of id: String) async throws -> Message {
    var pressed: Message?
    try await amend { history in
      let old = try checkButton(button, of: id)
      guard let place = history.firstIndex(where: { $0.id == id }) else { throw ChatError.messageNotFound(id) }
      for index in history[place].parts.indices {
        if case .buttons(var buttons) = history[place].parts[index] {
          buttons.pressed = button
          history[place].parts[index] = .buttons(buttons)
        }
      }
      pressed = history[place]
      return (.messageUpdated(history[place]), .messageUpdated(old))
    }
    guard let pressed else { throw ChatError.messageNotFound(id) }
    return pressed
  }
}
