internal import EventLoop
internal import Kernel

/// Messages that come or change at any time, also in the midst of a turn.
extension Session {
  /// edit:   changes the messages, and says how to tell of it and how to take it back
  /// errors: `.storage`, `.shuttingDown`, `.sessionNotFound`
  func amend(_ edit: (inout [Message]) throws -> (event: Event, undo: Event)) async throws {
    try await gate.hold {
      if isDeleted { throw ChatError.sessionNotFound(id) }
      if store.isShuttingDown { throw ChatError.shuttingDown }
      var new = history
      let (event, undo) = try edit(&new)
      var info = info
      let isLonger = new.count > history.count
      if isLonger { info.updated = Int(WallClock.milliseconds) }
      if let turn { try await amend(new, info, event, undo, isLonger ? .last : .whole, during: turn) } else {
        let entry = log.number(event)
        do { try await write(new, isLonger ? .last : .whole, info: info, cursor: log.numberedTail) } catch {
          log.withdrawUnseen()
          throw error
        }
        commit(new, info: info)
        log.publish([entry])
      }
      store.changed(self)
    }
  }

  /// The number line is the journal's while a turn runs: it has the change first, and a start after a crash takes it
  /// from there.
  private func amend(
    _ new: [Message], _ info: SessionInfo, _ event: Event, _ undo: Event, _ extent: SessionWrite.Extent,
    during turn: Turn
  ) async throws {
    turn.journal.append(event)
    await turn.journal.drain()
    do { try await write(new, extent, info: info, cursor: turn.startCursor) } catch {
      turn.journal.append(undo)
      await turn.journal.drain()
      throw error
    }
    commit(new, info: info)
  }
}

extension [Message] {
  /// What an event says of them.
  mutating func take(_ event: Event) {
    switch event {
    case .message(let message):
      if let place = firstIndex(where: { $0.id == message.id }) { self[place] = message } else { append(message) }
    case .messageUpdated(let message):
      if let place = firstIndex(where: { $0.id == message.id }) { self[place] = message }
    case .messageDeleted(let id): removeAll { $0.id == id }
    default: break
    }
  }
}
