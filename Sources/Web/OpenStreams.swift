internal import EventLoop

/// The event streams that each login holds open: a login that ends must not go on listening.
@Loop final class OpenStreams {
  private var sources: [String: [ObjectIdentifier: LogSource]] = [:]

  func add(_ source: LogSource, of login: String) {
    sources[login, default: [:]][ObjectIdentifier(source)] = source
    source.whenEnded = { [weak self, unowned source] in self?.remove(source, of: login) }
  }

  func end(_ logins: Set<String>) {
    for login in logins { sources[login]?.values.forEach { $0.end() } }
  }

  private func remove(_ source: LogSource, of login: String) {
    sources[login]?[ObjectIdentifier(source)] = nil
    if sources[login]?.isEmpty == true { sources[login] = nil }
  }
}
