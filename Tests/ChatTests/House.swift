import EventLoop

@testable import Chat

/// An opened data folder, as one run of the server has it.
@Loop final class House {
  let folder: TemporaryFolder
  let sessions: Sessions
  private(set) var notes: [RecoveryNote] = []

  /// folder:     nil makes a fresh one
  /// willChange: asked before every change of the disk
  init(
    _ folder: TemporaryFolder? = nil, limits: ChatLimits = .standard, boot: String = "boot1",
    willChange: (@Sendable (String) throws -> Void)? = nil
  ) async throws {
    self.folder = try folder ?? TemporaryFolder()
    sessions = Sessions(
      folder: self.folder.path, disk: Disk(), limits: limits, boot: boot, files: Files(willChange: willChange)
    )
    notes = try await sessions.open()
  }

  /// The same folder, after the end of this run.
  func reopened(boot: String = "boot1") async throws -> House {
    try await House(try folder.copy(), boot: boot)
  }

  /// Begins a turn that must be new.
  func start(_ request: TurnRequest) async throws -> Turn {
    guard case .started(let turn) = try await sessions.begin(request, for: .owner) else { throw Unexpected() }
    return turn
  }

  /// A whole turn: `text` answered to `message`.
  @discardableResult
  func exchange(_ message: String, _ text: String, in id: String? = nil) async throws -> Session {
    let turn = try await start(TurnRequest(message: message, sessionID: id))
    turn.run { turn in
      turn.text(text)
      return Completion()
    }
    await turn.end()
    return turn.session
  }

  func session(_ id: String) async throws -> Session { try await sessions.session(id, for: .owner) }

  func file(_ id: String) throws -> [UInt8] { try TemporaryFolder.read("\(folder.path)/sessions/\(id).md") }
}

/// What a test did not expect.
struct Unexpected: Error {}
