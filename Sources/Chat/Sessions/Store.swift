internal import EventLoop

/// What the sessions of one data folder share: the folder, the disk's thread, the list.
@Loop final class Store {
  /// A session as the list knows it, whether it is in memory or not.
  struct Listed: Sendable {
    var info: SessionInfo
    var user: User
    /// The call that made it by itself.
    var clientID: String?
  }

  let folder: String
  let disk: Disk
  let files: Files
  let limits: ChatLimits
  let boot: String
  let uploads: Uploads
  private(set) var listed: [String: Listed] = [:]
  private var orders: [User: SessionOrder] = [:]
  var isShuttingDown = false
  weak var bots: Bots?
  var tally = TurnTally()
  var turnEnded: @Loop (TurnReport) -> Void = { _ in }
  private(set) var feeds: [User: EventLog] = [:]

  init(folder: String, disk: Disk, limits: ChatLimits, boot: String, files: Files) {
    self.folder = folder
    self.disk = disk
    self.files = files
    self.limits = limits
    self.boot = boot
    uploads = Uploads(folder: folder + "/uploads", disk: disk, files: files, limits: limits)
  }

  var space: Space { Space(folder: folder, limits: limits) }

  func path(_ id: String) -> String { Self.path(id, in: folder) }
  func journalPath(_ id: String) -> String { Self.journalPath(id, in: folder) }

  nonisolated static func path(_ id: String, in folder: String) -> String { "\(folder)/sessions/\(id).md" }
  nonisolated static func journalPath(_ id: String, in folder: String) -> String {
    "\(folder)/sessions/\(id).journal"
  }

  func load(_ id: String) -> SessionLoad {
    SessionLoad(
      id: id, path: path(id), journalPath: journalPath(id), boot: boot,
      previewCharacters: limits.previewCharacters, files: files)
  }

  /// The list as it was found at start.
  func take(_ found: [Listed]) {
    for entry in found { listed[entry.info.id] = entry }
    let users = Dictionary(grouping: found, by: \.user)
    orders = users.mapValues { SessionOrder($0.map(\.info)) }
  }

  /// A user's sessions in the order of the list.
  func list(for user: User) -> SessionList {
    SessionList(order: orders[user] ?? SessionOrder(), listed: listed)
  }

  /// What becomes of the list of one user's sessions.
  func feed(for user: User) -> EventLog {
    if let feed = feeds[user] { return feed }
    let start = Cursor(epoch: Epoch.random(), sequence: 0)
    let feed = EventLog(at: start, windowBytes: limits.logBytes, showsNumbers: false)
    feeds[user] = feed
    return feed
  }

  /// Keeps the list in step, and tells those who watch it.
  func changed(_ session: Session) {
    let (old, new) = (listed[session.id]?.info, session.info)
    listed[session.id] = Listed(info: new, user: session.user, clientID: session.clientID)
    guard old != new else { return }
    if let old { orders[session.user]?.remove(old) }
    orders[session.user, default: SessionOrder()].insert(new)
    feed(for: session.user).append(.session(new))
  }

  func deleted(_ session: Session) {
    guard let old = listed.removeValue(forKey: session.id) else { return }
    orders[session.user]?.remove(old.info)
    feed(for: session.user).append(.sessionDeleted(id: session.id))
  }
}
