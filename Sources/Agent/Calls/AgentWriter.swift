internal import Chat
internal import EventLoop
internal import Tools

/// Where an answer with tools goes: a `Turn`, which has people to ask.
@Loop protocol AgentWriter: AnswerWriter {
  /// Waits for a person's word on a call.
  ///
  /// returns: the option chosen
  /// errors:  `CancellationError`
  func ask(_ request: ApprovalRequest) async throws -> String

  /// Whether a person said that the tool need not ask.
  func isAllowed(_ tool: String) -> Bool

  /// Keeps a picture that a tool returned.
  func keep(_ picture: ToolOutput.Picture, named name: String) async throws -> Attachment
}

extension Turn: AgentWriter {
  func isAllowed(_ tool: String) -> Bool { session.info.allowedTools?.contains(tool) ?? false }

  func keep(_ picture: ToolOutput.Picture, named name: String) async throws -> Attachment {
    try await keep(picture.bytes, named: name, mime: picture.mime)
  }
}
