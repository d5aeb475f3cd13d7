import EventLoop
import TestSupport
import Testing

@testable import MCP

@Suite(.onLoop) @Loop struct ChildServerTests {
  private func server(_ script: String) throws -> ChildServer {
    try ChildServer(["/bin/sh", "-c", script], environment: ["PATH": "/usr/bin:/bin"], folder: "/")
  }

  private func line(_ server: ChildServer) async -> String {
    var lines = LineReader(limitBytes: 1000)
    while let bytes = await server.output() {
      if case .text(let line)? = lines.take(bytes).first { return String(decoding: line, as: UTF8.self) }
    }
    return ""
  }

  @Test func `speaks with a program, and ends it by closing its input`() async throws {
    let server = try server("read line; echo \"heard $line\"; cat >/dev/null; exit 3")
    try await server.write(Array("hello\n".utf8))
    #expect(await line(server) == "heard hello")
    server.closeInput()
    #expect(await server.output() == nil)
    #expect(await server.ending(within: .seconds(10)) == "ended by itself (exit status 3)")
    await server.end(grace: .seconds(1))
  }

  @Test func `ends one that does not heed`() async throws {
    let server = try server("trap '' TERM QUIT; echo ready; while :; do sleep 0.01; done")
    #expect(await line(server) == "ready")
    server.closeInput()
    #expect(await server.ending(within: .milliseconds(20)) == nil)
    await server.end(grace: .milliseconds(50))
    #expect(await server.output() == nil)
    #expect(await server.ending(within: .seconds(10)) == "ended by itself (SIGKILL)")
  }

  @Test func `says that there is no such program`() {
    #expect(throws: ServerFailure.ended("cannot be started: there is no program /no/such")) {
      try ChildServer(["/no/such"], environment: [:], folder: "/")
    }
  }
}
