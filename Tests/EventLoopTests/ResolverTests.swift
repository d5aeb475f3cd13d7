import EventLoop
import Glibc
import Kernel
import TestSupport
import Testing

/// Names from every source, without the outside world.
@Loop @Suite struct ResolverTests {
  private let server: FakeNameServer
  private let resolver: Resolver

  init() throws {
    server = try FakeNameServer()
    resolver = Resolver(Self.configuration(server))
  }

  private static func configuration(_ server: FakeNameServer) -> ResolverConfiguration {
    var configuration = ResolverConfiguration()
    configuration.nameServers = "127.0.0.1:\(server.port)"
    configuration.hostsFileFromEnvironment = Self.hostsFile
    configuration.avahiSocket = "/nowhere/avahi"
    return configuration
  }

  /// Written once for the process: the environment is everybody's.
  private static let hostsFile: Bool = {
    let path = "/tmp/martlet-test-hosts-\(getpid())"
    let text = Array("10.1.2.3 in-hosts another\nfd00::5 in-hosts\n".utf8)
    let raw = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    _ = text.withUnsafeBytes { write(raw, $0.baseAddress, $0.count) }
    close(raw)
    return setenv("CARES_HOSTS", path, 1) == 0
  }()

  private func addresses(_ name: String, _ resolver: Resolver? = nil) async throws -> [String] {
    defer { server.close() }
    return try await (resolver ?? self.resolver).addresses(of: name, port: 80).map(\.description)
  }

  @Test(arguments: [("10.0.0.1", "10.0.0.1:80"), ("::1", "[::1]:80"), ("fe80::a", "[fe80::a]:80")])
  func takesLiteralsAsTheyAre(literal: String, address: String) async throws {
    #expect(try await addresses(literal) == [address])
    #expect(server.questions.isEmpty)
  }

  @Test(arguments: ["localhost", "LOCALHOST.", "model.localhost"])
  func answersLocalhostItself(name: String) async throws {
    #expect(try await addresses(name) == ["127.0.0.1:80", "[::1]:80"])
    #expect(server.questions.isEmpty)
  }

  @Test func readsTheHostsFile() async throws {
    #expect(try await Set(addresses("in-hosts")) == ["10.1.2.3:80", "[fd00::5]:80"])
    #expect(server.questions.isEmpty)
  }

  @Test func asksForBothKindsAndLetsThemTakeTurns() async throws {
    server.known["model.test"] = [
      [127, 0, 0, 2], [127, 0, 0, 3], [127, 0, 0, 4], [UInt8](repeating: 0xFD, count: 16),
    ]
    let found = try await addresses("Model.Test.")
    #expect(Set(found).count == 4)
    #expect(found.firstIndex { $0.hasPrefix("[fdfd") }! <= 1)
    #expect(Set(server.questions) == ["model.test A", "model.test AAAA"])
  }

  @Test func saysWhenThereIsNoSuchName() async throws {
    await #expect(throws: ResolverError.notFound("missing.test")) { try await addresses("missing.test") }
  }

  @Test func saysWhenANameHasNoAddress() async throws {
    server.known["empty.test"] = []
    await #expect(throws: ResolverError.notFound("empty.test")) { try await addresses("empty.test") }
  }

  @Test func givesUpAtItsDeadline() async throws {
    server.isDeaf = true
    defer { server.close() }
    await #expect(throws: ResolverError.timedOut("slow.test")) {
      try await resolver.addresses(of: "slow.test", port: 80, within: .milliseconds(50))
    }
    #expect(!server.questions.isEmpty)
  }

  @Test func asksAgainAndThenSaysThatNobodyAnswered() async throws {
    server.isDeaf = true
    var configuration = Self.configuration(server)
    (configuration.patience, configuration.tries) = (.milliseconds(20), 2)
    await #expect(throws: ResolverError.timedOut("slow.test")) {
      try await addresses("slow.test", Resolver(configuration))
    }
    #expect(server.questions.filter { $0 == "slow.test A" }.count == 2)
  }

  // Which of two errors it is depends on which send of c-ares met the refusal of the port.
  @Test func failsWhenNoNameServerIsThere() async throws {
    server.close()
    var configuration = Self.configuration(server)
    configuration.patience = .milliseconds(20)
    let resolver = Resolver(configuration)
    await #expect(throws: ResolverError.self) { try await resolver.addresses(of: "any.test", port: 80) }
  }

  @Test func endsWithItsTask() async throws {
    server.isDeaf = true
    defer { server.close() }
    let task = Loop.start {
      await #expect(throws: CancellationError.self) {
        try await resolver.addresses(of: "slow.test", port: 80)
      }
    }
    try await Loop.sleep(for: .milliseconds(5))
    task.cancel()
    await task.value
  }
}
