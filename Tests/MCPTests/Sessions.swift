import Chat
import EventLoop

@testable import MCP

/// One thread for all tests: it never ends.
let study = Disk()

/// A session with a program inside the test; short limits where a test waits for them to pass.
@Loop func session(with program: FakeProgram, _ change: (inout MCPLimits) -> Void = { _ in }) -> ServerSession {
  var limits = MCPLimits.standard
  change(&limits)
  return ServerSession(ProgramTransport(program, study: study, limits: limits), limits: limits)
}

@Loop func opened(_ program: FakeProgram) async throws -> ServerSession {
  let session = session(with: program)
  try await session.open(isKnownAsOld: false, limit: .seconds(10))
  return session
}

@Loop func echo(_ session: ServerSession, _ arguments: String = "{}", limit: Duration = .seconds(10)) async throws
  -> JSONValue
{
  try await session.call(ToolListing(FakeProgram.tool("echo")), json(arguments), limit: limit) { _ in }
}
