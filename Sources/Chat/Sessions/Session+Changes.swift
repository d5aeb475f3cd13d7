internal import EventLoop
internal import Kernel

/// Changes by hand: names, pins, messages taken away.
extension Session {
  /// Changes what the draft names. Name, pin and agent may change at any time; the history only while nothing
  /// runs.
  ///
  /// errors: `.turnRunning`, `.invalid`, `.storage`
  public func update(_ draft: SessionDraft) async throws {
    try await gate.hold {
      if isDeleted { throw ChatError.sessionNotFound(id) }
      let info = try draft.applied(to: info, store.limits)
      guard let new = draft.history else {
        try await write(history, .whole, info: info, cursor: turn?.startCursor ?? log.numberedTail)
        return finishChange(history, info)
      }
      try checkQuiet()
      // Nobody can follow from the old messages to the new ones: all read the session again.
      log.breakEpoch()
      try await write(new, .whole, info: info, cursor: log.numberedTail)
      await keepUploads(of: new)
      finishChange(new, info)
    }
  }

  /// From now on the tool need not ask in this session.
  ///
  /// errors: `.storage`
  func allow(_ tool: String) async throws {
    let names = info.allowedTools ?? []
    guard !names.contains(tool) else { return }
    var draft = SessionDraft()
    draft.allowedTools = names + [tool]
    try await update(draft)
  }

  /// The first write of a session that came from elsewhere, with its own times.
  func storeImported(_ history: [Message]) async throws {
    try await gate.hold {
      try await write(history, .whole, info: info, cursor: log.numberedTail)
      finishChange(history, info)
    }
  }

  /// errors: `.messageNotFound`, `.turnRunning`, `.storage`
  public func deleteMessage(_ id: String) async throws {
    try await change(id) { history, index in
      history.remove(at: index)
      return .messageDeleted(id: id)
    }
  }

  /// errors: `.messageNotFound`, `.turnRunning`, `.storage`
  @discardableResult
  public func pinMessage(_ id: String, _ pinned: Bool) async throws -> Message {
    try await change(id) { history, index in
      history[index].pinned = pinned
      return .messageUpdated(history[index])
    }
    guard let message = message(id) else { throw ChatError.messageNotFound(id) }
    return message
  }

  private func change(_ id: String, _ edit: (inout [Message], Int) -> Event) async throws {
    try await gate.hold {
      guard !isDeleted, let index = history.firstIndex(where: { $0.id == id }) else {
        throw ChatError.messageNotFound(id)
      }
      try checkQuiet()
      let old = history[index]
      var new = history
      let entry = log.number(edit(&new, index))
      do { try await write(new, .whole, info: info, cursor: log.numberedTail) } catch {
        log.withdrawUnseen()
        throw error
      }
      finishChange(new, info)
      log.publish([entry])
      dropUploads(of: [old])
    }
  }

  /// Removes the file and what belongs to it; a running turn is stopped before.
  func delete() async throws {
    repeat {
      // A turn that waits is kept for the next start: it does not end now.
      if store.isShuttingDown { throw ChatError.shuttingDown }
      _ = await stop()
    } while turn != nil
    try await gate.hold {
      guard turn == nil else { throw ChatError.turnRunning }
      // Another call was first; what bears the id by now is not ours to remove.
      if isDeleted { throw ChatError.sessionNotFound(id) }
      let files = store.files
      let (path, journal) = (store.path(id), store.journalPath(id))
      do {
        try await store.disk.run {
          try files.remove(journal)
          try files.removeSession(path)
          try files.syncFolder(of: path)
        }
      } catch { throw ChatError.storage("The session could not be removed: \(error)") }
      close()
      let gone = history
      commit([], info: info)
      dropUploads(of: gone)
    }
  }

  /// Uploads that only these messages named go with them.
  private func dropUploads(of removed: [Message]) {
    let (uploads, id, gone) = (store.uploads, id, named(onlyBy: removed))
    guard !gone.isEmpty else { return }
    Loop.start { await uploads.remove(gone, ofSession: id) }
  }

  /// What was replaced may be brought back: its uploads stay for as long as those that no message names yet.
  func loosenUploads(of replaced: [Message]) {
    let (uploads, id, loose) = (store.uploads, id, named(onlyBy: replaced))
    guard !loose.isEmpty else { return }
    Loop.start { await uploads.mark(loose, from: id, to: nil) }
  }

  /// A history that is brought back has its uploads back.
  private func keepUploads(of new: [Message]) async {
    let known = Set(history.flatMap { $0.files.map(\.id) })
    let back = new.flatMap { $0.files.map(\.id) }.filter { !known.contains($0) }
    await store.uploads.mark(back, from: nil, to: id, for: user)
  }

  private func named(onlyBy removed: [Message]) -> [String] {
    let kept = Set(history.flatMap { $0.files.map(\.id) })
    return removed.flatMap { $0.files.map(\.id) }.filter { !kept.contains($0) }
  }

  private func checkQuiet() throws {
    if turn != nil || starting != nil { throw ChatError.turnRunning }
  }

  private func finishChange(_ history: [Message], _ info: SessionInfo) {
    commit(history, info: info)
    store.changed(self)
  }
}
