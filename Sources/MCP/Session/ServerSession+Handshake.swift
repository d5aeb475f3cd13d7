internal import Chat
internal import EventLoop

/// Finding out which era a server is of (MCP 2026-07-28, Versioning and Compatibility).
extension ServerSession {
  /// Asks `server/discover`; a server that does not know it is greeted with `initialize`.
  ///
  /// isKnownAsOld: it did not know it the last time, so it is not asked
  /// errors: `ServerFailure`, `CancellationError`
  func open(isKnownAsOld: Bool, limit: Duration) async throws {
    if !isKnownAsOld, try await discover() { return }
    do { try await initialize(limit) } catch ServerFailure.refused(let failure) where failure.isModern {
      // It came up so slowly that the first question was given up, and then took it for settled.
      guard try await discover() else { throw ServerFailure.refused(failure) }
    }
  }

  /// False if nothing shows that the server knows the question.
  private func discover() async throws -> Bool {
    let result: JSONValue
    do { result = try await request("server/discover", limit: limits.probe) } catch let failure as ServerFailure {
      try check(failure)
      return false
    }
    let versions = result["supportedVersions"]?.elements.compactMap(\.text) ?? []
    guard let revision = Revision.modern.first(where: versions.contains) else { return false }
    agree(on: revision, capabilities: result["capabilities"] ?? .null)
    return true
  }

  /// Throws what means more than that the server does not know the question.
  private func check(_ failure: ServerFailure) throws(ServerFailure) {
    switch failure {
    case .refused(let refusal) where refusal.code == RPCFailure.unsupportedVersion:
      let versions = refusal.supportedVersions
      let isUsable = versions.isEmpty || versions.contains(where: Revision.handshakes.contains)
      if !isUsable { throw Self.noCommonRevision(versions.joined(separator: ", ")) }
    case .refused, .late, .call: break
    case .status(let status, _):
      if status < 400 || status == 401 || status == 403 { throw failure }
    case .ended, .sessionLost: throw failure
    }
  }

  private func initialize(_ limit: Duration) async throws {
    let result = try await request(
      "initialize",
      [
        "protocolVersion": .string(Revision.handshakes[0]), "capabilities": .object([:]), "clientInfo": Self.client,
      ], limit: limit)
    let version = result["protocolVersion"]?.text ?? ""
    guard Revision.handshakes.contains(version) else { throw Self.noCommonRevision(version) }
    agree(on: version, capabilities: result["capabilities"] ?? .null)
    try await transport.send(.notification("notifications/initialized"))
    transport.listen()
  }

  private static func noCommonRevision(_ theirs: String) -> ServerFailure {
    let ours = (Revision.modern + Revision.handshakes).joined(separator: ", ")
    return .ended("speaks MCP \(Words.line(theirs, atMost: 100)); Martlet speaks \(ours)")
  }
}
