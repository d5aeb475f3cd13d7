internal import EventLoop
internal import Kernel

/// Sessions out of, into and within the house.
extension Sessions {
  /// A new session with the history up to and with a message; uploads are its own.
  ///
  /// errors: `.messageNotFound`, `.storage`
  public func fork(_ id: String, at messageID: String, for user: User) async throws -> Session {
    let session = try await session(id, for: user)
    guard let index = session.history.firstIndex(where: { $0.id == messageID }) else {
      throw ChatError.messageNotFound(messageID)
    }
    let fork = Identifier.random()
    var history = Array(session.history[...index])
    for index in history.indices {
      // What the old session's call was must not be taken for a call here.
      history[index].clientID = nil
      var copies: [String: Attachment] = [:]
      for file in history[index].files {
        // What is gone already is gone from the copy, too.
        copies[file.id] = try? await uploads.copy(file, to: fork, for: user)
      }
      history[index].replaceFiles(copies)
    }
    let draft = SessionDraft(id: fork, name: session.info.name, agent: session.info.agent, history: history)
    return try await create(draft, for: user)
  }

  public func export(_ id: String, as format: ExportFormat, for user: User) async throws -> ExportedFile {
    let session = try await session(id, for: user)
    let name = Self.fileName(session.info)
    switch format {
    case .json:
      let document = SessionDocument(session.info, session.history)
      let bytes = await store.disk.compute { JSONText.encode(document) + [10] }
      return ExportedFile(name: name + ".json", mime: "application/json", bytes: bytes)
    case .markdown:
      let bytes = await store.disk.compute(session.encoding)
      return ExportedFile(name: name + ".md", mime: "text/markdown; charset=utf-8", bytes: bytes)
    }
  }

  /// Letters, digits and dashes of the name, so that no file system minds.
  private static func fileName(_ info: SessionInfo) -> String {
    let words = info.name.split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
    return words.isEmpty ? info.id : String(words.prefix(60))
  }
}
