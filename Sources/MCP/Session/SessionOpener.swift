internal import EventLoop

/// Begins sessions with one server: the way to it, the handshake, the list of its tools.
@Loop final class SessionOpener {
  typealias MakeTransport = @Loop (MCPServerConfiguration) throws -> any Transport

  /// A session that works, and what the server offers.
  struct Opened {
    let session: ServerSession
    let tools: [ToolListing]
    let faults: [String]
  }

  private let configuration: MCPServerConfiguration
  private let limits: MCPLimits
  private let makeTransport: MakeTransport
  /// The server has shown that it knows only the handshake.
  private var isOld = false

  init(_ configuration: MCPServerConfiguration, limits: MCPLimits, makeTransport: @escaping MakeTransport) {
    self.configuration = configuration
    self.limits = limits
    self.makeTransport = makeTransport
  }

  /// A program that is so old that the first question ends it is started once more and asked the old way.
  ///
  /// remark:       takes lines for the log
  /// toolsChanged: is told, from now on, that the list of tools is not what it was
  /// errors:       `ServerFailure`, `CancellationError`; what was started is ended
  func open(
    remark: @escaping @Loop (String) -> Void, toolsChanged: @escaping @Loop () -> Void
  ) async throws -> Opened {
    let session = try session(remark, toolsChanged)
    do { return try await open(session) } catch let failure as ServerFailure {
      guard case .ended = failure, !session.transport.hasOwnStreams, !isOld else { throw failure }
      isOld = true
      do { return try await open(try self.session(remark, toolsChanged)) } catch {
        isOld = false
        throw error is CancellationError ? error : failure
      }
    }
  }

  private func session(
    _ remark: @escaping @Loop (String) -> Void, _ toolsChanged: @escaping @Loop () -> Void
  ) throws -> ServerSession {
    let session = ServerSession(try makeTransport(configuration), limits: limits)
    session.onRemark = remark
    session.onToolsChanged = toolsChanged
    return session
  }

  private func open(_ session: ServerSession) async throws -> Opened {
    do {
      try await session.open(isKnownAsOld: isOld, limit: configuration.startTimeout)
      let list = try await session.listTools(limit: configuration.startTimeout)
      isOld = !session.isModern
      return Opened(session: session, tools: list.tools, faults: list.faults)
    } catch {
      // Of its own: what was cancelled must be cleared away all the same.
      await Loop.start { await session.close() }.value
      throw Self.explained(error, session.nonsense)
    }
  }

  /// A server that talks nonsense is mostly no MCP server at all.
  private static func explained(_ error: any Error, _ nonsense: String?) -> any Error {
    guard let nonsense, let failure = error as? ServerFailure else { return error }
    return ServerFailure.ended("\(failure) (it \(nonsense))")
  }
}
