import HTTPServer
import Kernel
import Login
import Web

/// Where the house listens, and whether whoever comes must show who he is.
extension Server {
  /// Listens where it was told to, or on the sockets that a service manager has opened.
  ///
  /// errors: `Refusal`, in words
  func listen() throws -> SocketAddress {
    guard configuration.web.app.isEnabled else {
      throw Refusal(words: "channels.web.enabled is false: there is nothing to serve")
    }
    guard manager.sockets.isEmpty else { return try listenOnInherited() }
    let address = try address()
    do { return try server.listen(on: address) } catch let error as SystemError {
      throw Refusal(words: "cannot listen on \(address): \(error)")
    }
  }

  /// Before anybody is heard: where other machines can come in, or the configuration wants it, and nobody is known, the
  /// door is locked, and the log has the link for the first user.
  func lock(_ bound: SocketAddress) {
    guard !keeper.hasUsers, configuration.login.isEmpty else { return }
    guard !options.isOpenToAnyone else {
      return log.warning("there is no login: whoever reaches \(bound) is the owner, as you wanted")
    }
    guard configuration.isLoginRequired || !bound.isLoopback else { return }
    let place = bound.isLoopback ? "\(bound)" : "\(Machine.hostName.lowercased()):\(bound.port)"
    log.warning(
      """
      nobody can log in yet. Open this link, once, and choose a name and a password; \
      behind a proxy, put its address in front: http://\(place)/#setup=\(keeper.awaitSetup())
      """)
  }

  private func listenOnInherited() throws -> SocketAddress {
    do {
      let bound = try manager.sockets.map { try server.listen(on: $0) }
      return bound.first { !$0.isLoopback } ?? bound[0]
    } catch let error as SystemError { throw Refusal(words: "the service manager's socket is of no use: \(error)") }
  }

  private func address() throws -> SocketAddress {
    let host = configuration.host == "localhost" ? "127.0.0.1" : configuration.host
    guard let address = SocketAddress(literal: host, port: configuration.port) else {
      throw Refusal(words: "\(host) is no address to listen on; try 127.0.0.1 or 0.0.0.0")
    }
    return address
  }
}
