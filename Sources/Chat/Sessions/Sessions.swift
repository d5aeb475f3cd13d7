public import EventLoop
internal import Kernel

/// The sessions of one data folder.
@Loop public final class Sessions: SessionStore {
  /// A session in memory: kept while it is used, found as long as anybody holds it.
  struct Held {
    weak var session: Session?
    var kept: Session?
  }

  /// The call that made a session by itself.
  private struct Call: Hashable {
    let user: User
    let clientID: String
  }

  let store: Store
  private(set) var held: [String: Held] = [:]
  private var made: [Call: String] = [:]
  /// Programs outside, and what they are told.
  public let bots: Bots
  private var lock: FolderLock?
  private var sweep: Timer?

  /// folder: made if missing
  public convenience init(folder: String, disk: Disk, limits: ChatLimits = .standard) {
    self.init(folder: folder, disk: disk, limits: limits, boot: Boot.current(), files: Files())
  }

  init(folder: String, disk: Disk, limits: ChatLimits, boot: String, files: Files) {
    store = Store(folder: folder, disk: disk, limits: limits, boot: boot, files: files)
    bots = Bots(store)
    store.bots = bots
    bots.sessions = self
  }

  public var uploads: Uploads { store.uploads }

  /// Locks the folder, reads the list and mends what a crash left. Call it once, before all else.
  ///
  /// errors: `.storage`, also when another process has the folder
  public func open() async throws -> [RecoveryNote] {
    let folder = DataFolder(folder: store.folder, limits: store.limits, boot: store.boot, files: store.files)
    let contents = try await storing("The data folder cannot be opened") { [store] in
      try await store.disk.run { try folder.open() }
    }
    lock = contents.lock
    store.take(contents.listed)
    for listed in contents.listed {
      if let clientID = listed.clientID { made[Call(user: listed.user, clientID: clientID)] = listed.info.id }
    }
    for loaded in contents.recovered {
      guard let listed = store.listed[loaded.front.id] else { continue }
      let session = Session(listed, store: store)
      session.take(loaded)
      hold(session)
      if loaded.waiting != nil { store.changed(session) }
    }
    sweepUploads()
    return contents.notes
  }

  public func changes(for user: User) -> EventLog { store.feed(for: user) }

  public func session(_ id: String, for user: User) async throws -> Session {
    guard let session = find(id, for: user) else { throw ChatError.sessionNotFound(id) }
    do { try await session.load() } catch ChatError.sessionNotFound {
      forget(session)
      throw ChatError.sessionNotFound(id)
    }
    return session
  }

  /// Begins a turn in the session that the request names, or in a new one.
  ///
  /// errors: those of `Session.begin`, `.sessionNotFound`
  public func begin(_ request: TurnRequest, for user: User) async throws -> Begun {
    if let id = request.sessionID { return try await session(id, for: user).begin(request, for: user) }
    guard request.edit == nil, request.regenerate == nil else {
      throw ChatError.invalid("edit and regenerate need a session_id")
    }
    guard let clientID = request.clientID else {
      return try await begin(request, in: newSession(request, user), for: user)
    }
    let call = Call(user: user, clientID: clientID)
    while let id = made[call] {
      do { return try await session(id, for: user).begin(request, for: user) } catch ChatError.sessionNotFound
      {
        if made[call] == id { made[call] = nil }
      }
    }
    let session = newSession(request, user)
    session.clientID = clientID
    made[call] = session.id
    return try await begin(request, in: session, for: user)
  }

  /// A session that did not come to be leaves nothing behind in the memory.
  private func begin(_ request: TurnRequest, in session: Session, for user: User) async throws -> Begun {
    do { return try await session.begin(request, for: user) } catch {
      if session.isDeleted { forget(session) }
      throw error
    }
  }

  public func create(_ draft: SessionDraft, for user: User) async throws -> Session {
    let id = draft.id ?? Identifier.random()
    guard Identifier.isValid(id) else { throw ChatError.invalid("An id is a UUID in lower case") }
    if held[id]?.session != nil || store.listed[id] != nil { throw ChatError.sessionExists(id) }
    let now = Int(WallClock.milliseconds)
    let session = Session(
      new: SessionInfo(id: id, name: "", created: now, updated: now), user: user, store: store)
    hold(session)
    do { try await session.update(draft) } catch {
      session.close()
      forget(session)
      throw error
    }
    return session
  }

  /// Changes a session, or makes it if there is none.
  public func put(_ id: String, _ draft: SessionDraft, for user: User) async throws -> Session {
    if find(id, for: user) == nil {
      var draft = draft
      draft.id = id
      return try await create(draft, for: user)
    }
    let session = try await session(id, for: user)
    try await session.update(draft)
    return session
  }

  public func delete(_ id: String, for user: User) async throws {
    let session = try await session(id, for: user)
    try await session.delete()
    forget(session)
  }

  /// The turns that waited for a person's word when the server ended, and do so again: give each to an agent.
  public var waiting: [Turn] { held.values.compactMap { $0.session?.turn }.filter { $0.earlier != nil } }

  /// Ends all running turns, each kept and marked `interrupted`; no new one begins. Those that wait for a
  /// person's word go on waiting at the next start.
  ///
  /// errors: `DeadlineExceeded`
  public func shutdown(within limit: Duration) async throws {
    store.isShuttingDown = true
    let turns = held.values.compactMap { $0.session?.turn }
    for turn in turns { if turn.outlastsServer { turn.park() } else { turn.cutOff(.interrupted) } }
    try await Loop.withDeadline(limit) {
      for turn in turns { await turn.end() }
    }
  }
}

/// Who is in memory.
extension Sessions {
  var countInMemory: Int { held.count }

  func find(_ id: String, for user: User) -> Session? {
    if let session = held[id]?.session { return session.user == user && !session.isDeleted ? session : nil }
    guard Identifier.isValid(id), let listed = store.listed[id], listed.user == user else { return nil }
    let session = Session(listed, store: store)
    hold(session)
    return session
  }

  func hold(_ session: Session) {
    held[session.id] = Held(session: session, kept: session)
    sweepLater()
  }

  func forget(_ session: Session) {
    // A new one may bear the id by now.
    guard held[session.id]?.session === session else { return }
    held[session.id] = nil
    let call = session.clientID.map { Call(user: session.user, clientID: $0) }
    if let call, made[call] == session.id { made[call] = nil }
    store.deleted(session)
  }

  func storing<T>(_ words: String, _ body: () async throws -> T) async throws -> T {
    do { return try await body() } catch let error as ChatError { throw error } catch {
      throw ChatError.storage("\(words): \(error)")
    }
  }

  private func sweepUploads() {
    let (uploads, limits) = (store.uploads, store.limits)
    Loop.start { await uploads.sweep(olderThan: limits.looseUpload) }
    EventLoop.shared.schedule(after: limits.sweepInterval) { [weak self] in self?.sweepUploads() }
  }

  private func newSession(_ request: TurnRequest, _ user: User) -> Session {
    let now = Int(WallClock.milliseconds)
    let info = SessionInfo(id: Identifier.random(), name: "", created: now, updated: now)
    let session = Session(new: info, user: user, store: store)
    hold(session)
    return session
  }

  private func sweepLater() {
    guard sweep == nil else { return }
    sweep = EventLoop.shared.schedule(after: store.limits.idleUnload) { [weak self] in
      guard let self else { return }
      unload(idleFor: store.limits.idleUnload)
    }
  }

  /// Lets go of sessions that nobody has used for a while; who still holds one is found the same one.
  func unload(idleFor age: Duration) {
    sweep = nil
    for (id, entry) in held {
      guard let session = entry.session else {
        held[id] = nil
        continue
      }
      let isOld = session.lastUse.duration(to: .now) >= age
      if isOld, session.isIdle || session.isDeleted { held[id]?.kept = nil }
    }
    for (id, entry) in held where entry.session == nil { held[id] = nil }
    if !held.isEmpty { sweepLater() }
  }
}
