public import EventLoop
internal import Kernel

/// Programs outside that answer users: each has a feed of what it is told.
@Loop public final class Bots {
  private let store: Store
  weak var sessions: Sessions?
  private var feeds: [String: BotFeed] = [:]
  private let gate = Gate()

  init(_ store: Store) { self.store = store }

  /// name: letters, digits, - and _; it is the file's name
  ///
  /// errors: `.storage`
  public func feed(of name: String) async throws -> BotFeed {
    if let feed = feeds[name] { return feed }
    return try await gate.hold {
      if let feed = feeds[name] { return feed }
      let file = BotFeedFile(path: "\(store.folder)/bots/\(name).feed", files: store.files)
      do {
        let feed = BotFeed(file, try await store.disk.run { try file.read() }, store: store)
        // The house may have gone down between the telling and the pressing.
        if let press = feed.lastPress { try await settle(press) }
        feeds[name] = feed
        return feed
      } catch { throw ChatError.storage("The bot's feed could not be read: \(error)") }
    }
  }

  /// A session that a bot may reach: one of its agents', or one where they were asked or have spoken.
  ///
  /// standard: who answers where a session names nobody
  /// errors:   `.sessionNotFound`, also for all others
  public func session(_ id: String, of agents: Set<String>, standard: String?) async throws -> Session {
    guard let session = try await sessions?.sessionOfAnybody(id) else { throw ChatError.sessionNotFound(id) }
    let own = session.info.agent ?? standard
    let isReached =
      own.map(agents.contains) == true || session.turn?.agent.map(agents.contains) == true
      || session.history.contains { $0.agent.map(agents.contains) == true }
    guard isReached else { throw ChatError.sessionNotFound(id) }
    return session
  }

  /// A user presses a button. It is stored, every device has seen it, and the bot is told, when this returns.
  ///
  /// bot:    who is told, if anybody is
  /// errors: `.messageNotFound`, `.buttonPressed`, `.invalid`, `.storage`
  public func press(
    _ button: String, of message: String, in session: Session, by user: User, telling bot: @Loop (String?) -> String?
  ) async throws -> Message {
    let old = try session.checkButton(button, of: message)
    guard let name = bot(old.agent) else { return try await session.press(button, of: message) }
    let feed = try await feed(of: name)
    var event = BotEvent(session: session.id, message: message, id: button, at: Int(WallClock.milliseconds))
    (event.user, event.agent) = (user.name, old.agent)
    var pressed = old
    try await feed.press(event, if: { try session.checkButton(button, of: message) }) {
      pressed = try await session.press(button, of: message)
    }
    return pressed
  }

  /// The open turn with that id.
  func turn(_ id: String, in session: String) -> Turn? {
    let turn = sessions?.inMemory(session)?.turn
    return turn?.id == id && turn?.outside != nil ? turn : nil
  }

  private func settle(_ event: BotEvent) async throws {
    guard let message = event.message, let button = event.id else { return }
    do {
      guard let session = try await sessions?.sessionOfAnybody(event.session) else { return }
      _ = try await session.press(button, of: message)
    } catch let error as ChatError {
      if case .storage = error { throw error }
    }
  }
}

extension Sessions {
  /// One that is in memory already.
  func inMemory(_ id: String) -> Session? { held[id]?.session }

  /// Whoever's it is.
  ///
  /// errors: `.sessionNotFound`, `.storage`
  func sessionOfAnybody(_ id: String) async throws -> Session {
    let user = held[id]?.session?.user ?? store.listed[id]?.user
    guard let user else { throw ChatError.sessionNotFound(id) }
    return try await session(id, for: user)
  }
}
