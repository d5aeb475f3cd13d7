internal import EventLoop
internal import Glibc
internal import Kernel

/// What the rooms below say, as the client says it.
extension HTTPClientError {
  init(_ error: SystemError, peer: String) {
    switch error.code {
    case ECONNREFUSED: self = .refused(peer: peer)
    case ECONNRESET, EPIPE, ENOTCONN: self = .closedEarly(peer: peer)
    default: self = .unreachable(peer: peer, reason: "\(error)")
    }
  }

  init(_ error: ResolverError) {
    switch error {
    case .notFound(let host): self = .nameNotFound(host)
    case .timedOut(let host): self = .lookupFailed(host: host, reason: "no name server answered in time")
    case .failed(let host, let reason): self = .lookupFailed(host: host, reason: reason)
    }
  }
}
