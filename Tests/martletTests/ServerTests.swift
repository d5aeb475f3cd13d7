import EventLoop
import TestSupport
import Testing

@testable import martlet

@Suite struct ServerTests {
  @Test(arguments: ["birdhouse", "127.0.0.1:80", "127.0.0.256", "", " 127.0.0.1"])
  @Loop func refusesWhatIsNoAddress(host: String) async throws {
    let refusal = try await Self.refusal { $0.host = host }
    #expect(refusal.contains("is no address to listen on"))
  }

  @Test @Loop func refusesToServeNothing() async throws {
    let refusal = try await Self.refusal(#"{"channels":{"web":{"enabled":false}}}"#) { _ in }
    #expect(refusal.contains("channels.web.enabled"))
  }

  @Loop private static func refusal(
    _ configuration: String = "{}", _ change: (inout Options) -> Void
  ) async throws -> String {
    let folder = try TemporaryFolder()
    try folder.write(configuration, to: "config.json")
    var options = Options()
    options.data = folder.path
    change(&options)
    let server = try Server(options)
    let error = await #expect(throws: Refusal.self) { try await server.run() }
    return error?.words ?? ""
  }
}
