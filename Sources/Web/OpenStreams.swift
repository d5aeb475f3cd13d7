internal import EventLoop

/// Something that a login, or a bot's token, holds open.
@Loop protocol OpenDoor: AnyObject {
  /// Called once, when the reader has gone or was sent away.
  var whenEnded: @Loop () -> Void { get set }
  /// Sends the reader away.
  func end()
}

/// The event streams and WebSockets that each login holds open: a login that ends must not go on listening.
@Loop final class OpenStreams<Login: Hashable & Sendable> {
  private var sources: [Login: [ObjectIdentifier: any OpenDoor]] = [:]

  func add(_ source: any OpenDoor, of login: Login) {
    sources[login, default: [:]][ObjectIdentifier(source)] = source
    source.whenEnded = { [weak self, unowned source] in self?.remove(source, of: login) }
  }

  func end(where isOver: (Login) -> Bool) {
    for (login, open) in sources where isOver(login) { open.values.forEach { $0.end() } }
  }

  private func remove(_ source: any OpenDoor, of login: Login) {
    sources[login]?[ObjectIdentifier(source)] = nil
    if sources[login]?.isEmpty == true { sources[login] = nil }
  }
}
