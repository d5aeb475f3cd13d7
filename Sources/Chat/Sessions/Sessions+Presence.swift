internal import EventLoop

/// Who watches: tabs, devices and programs.
extension Sessions {
  /// A user's sessions that somebody watches.
  public struct Presence: Sendable, Encodable {
    public struct Watched: Sendable, Encodable {
      public var id: String
      public var watchers: Int
    }

    /// Open event streams of the user's, each counted once.
    public var watchers: Int
    public var sessions: [Watched]
  }

  /// user: nil counts everybody's
  ///
  /// cost: O(sessions in memory and their watchers)
  public func presence(of user: User?) -> Presence {
    var all: Set<ObjectIdentifier> = []
    for (name, feed) in store.feeds where user == nil || name == user { all.formUnion(feed.watchers) }
    let watched = held.values.compactMap(\.session).filter {
      (user == nil || $0.user == user) && !$0.isDeleted && $0.log.hasSubscribers
    }
    for session in watched { all.formUnion(session.log.watchers) }
    let counts = watched.map { Presence.Watched(id: $0.id, watchers: $0.log.watchers.count) }
    return Presence(watchers: all.count, sessions: counts.sorted { $0.id < $1.id })
  }
}
