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

  /// Takes in a file that was exported here, or one of nanobot's. A session that is here already stays as it
  /// is.
  ///
  /// errors: `.invalid` if it is no session, `.tooLarge`, `.storage`
  public func importFile(_ bytes: [UInt8], named name: String, for user: User) async throws -> Session {
    guard bytes.count <= store.limits.importBytes else {
      throw ChatError.tooLarge("A file to import has at most \(store.limits.importBytes) bytes")
    }
    let limits = store.limits
    let read = try await storing("The file cannot be read") { [store] in
      try await store.disk.run { try ImportedSession(bytes, name: name, user: user, limits) }
    }
    // Another user's session of that id is none of this one's business: theirs gets an id of its own.
    var info = read.info
    let isTaken = held(byOther: info.id, than: user)
    if isTaken { info.id = Identifier.derived(from: user.name, info.id) }
    if find(info.id, for: user) != nil { return try await session(info.id, for: user) }
    let session = Session(new: info, user: user, store: store)
    hold(session)
    do { try await session.storeImported(read.history) } catch {
      session.close()
      forget(session)
      throw error
    }
    return session
  }

  private func held(byOther id: String, than user: User) -> Bool {
    store.listed[id].map { $0.user != user } ?? false
  }

  /// Letters, digits and dashes of the name, so that no file system minds.
  private static func fileName(_ info: SessionInfo) -> String {
    let words = info.name.split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
    return words.isEmpty ? info.id : String(words.prefix(60))
  }
}
