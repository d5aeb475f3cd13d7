internal import CCares
internal import Glibc
internal import Kernel

/// What c-ares told us from inside a call, to be acted upon when the call has returned: its callbacks are
/// plain C and cannot be `@Loop`.
final class AresNews {
  struct Change {
    let raw: Int32
    let interest: Interest
  }

  var name = ""
  private var changes: [Change] = []
  private(set) var answer: Result<[SocketAddress.Host], any Error>?

  func takeChanges() -> [Change] {
    defer { changes = [] }
    return changes
  }

  fileprivate func socketChanged(_ raw: Int32, readable: Bool, writable: Bool) {
    changes.append(
      Change(raw: raw, interest: readable ? (writable ? [.read, .write] : .read) : (writable ? .write : [])))
  }

  fileprivate func answered(_ status: Int32, _ hosts: [SocketAddress.Host]) {
    guard status == aresSuccess, !hosts.isEmpty else {
      answer = .failure(Self.error(status == aresSuccess ? aresNoData : status, name))
      return
    }
    answer = .success(hosts)
  }

  static func error(_ status: Int32, _ name: String) -> ResolverError {
    switch status {
    case aresNotFound, aresNoData, aresNoName, aresBadName: .notFound(name)
    case aresTimedOut: .timedOut(name)
    case aresConnectionRefused: .failed(name, reason: "no name server can be reached")
    default: .failed(name, reason: String(cString: ares_strerror(status)))
    }
  }
}

/// c-ares' `ares_sock_state_cb`.
func aresSocketChanged(_ data: UnsafeMutableRawPointer?, _ raw: Int32, _ readable: Int32, _ writable: Int32) {
  guard let data else { return }
  Unmanaged<AresNews>.fromOpaque(data).takeUnretainedValue()
    .socketChanged(raw, readable: readable != 0, writable: writable != 0)
}

/// c-ares' `ares_addrinfo_callback`.
func aresAnswered(
  _ data: UnsafeMutableRawPointer?, _ status: Int32, _ timeouts: Int32,
  _ found: UnsafeMutablePointer<ares_addrinfo>?
) {
  guard let data else { return }
  defer { ares_freeaddrinfo(found) }
  var hosts: [SocketAddress.Host] = []
  var node = found?.pointee.nodes
  while let next = node {
    if let host = hostOf(next.pointee) { hosts.append(host) }
    node = next.pointee.ai_next
  }
  Unmanaged<AresNews>.fromOpaque(data).takeUnretainedValue().answered(status, hosts)
}

private func hostOf(_ node: ares_addrinfo_node) -> SocketAddress.Host? {
  guard let address = node.ai_addr else { return nil }
  let raw = UnsafeRawPointer(address)
  switch node.ai_family {
  case AF_INET:
    return .v4(withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in.self).sin_addr) { Array($0) })
  case AF_INET6:
    return .v6(withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr) { Array($0) })
  default: return nil
  }
}
