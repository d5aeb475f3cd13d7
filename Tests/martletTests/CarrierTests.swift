import Chat
import EventLoop
import FoundationEssentials
import TestSupport
import Testing

@testable import martlet

@Suite struct CarrierTests {
  @Test @Loop func carriesSessionsFromHouseToHouse() async throws {
    let (old, new, between) = (try TemporaryFolder(), try TemporaryFolder(), try TemporaryFolder())
    try old.write(
      #"{"name":"Birds","history":[{"role":"user","content":"q"},{"role":"bot","content":"a"}]}"#,
      to: "x.json")
    try old.write("not carried", to: "x.txt")
    try await Carrier(Self.options(old)).bring([old.path])
    try Carrier(Self.options(old)).take(to: between.path)
    try await Carrier(Self.options(new)).bring([between.path])
    let sessions = Sessions(folder: new.path, disk: Disk())
    _ = try await sessions.open()
    let list = try await sessions.list(for: .owner, matching: nil)
    #expect(list.map(\.name) == ["Birds"])
    let session = try await sessions.session(try #require(list.first?.id), for: .owner)
    #expect(session.history.map(\.content) == ["q", "a"])
  }

  @Test @Loop func aWholeCopyIsTakenWhileTheHouseRunsAndComesBackOnce() async throws {
    let (old, new, between) = (try TemporaryFolder(), try TemporaryFolder(), try TemporaryFolder())
    let running = Sessions(folder: old.path, disk: Disk())
    _ = try await running.open()
    let ada = User("ada")
    let id = try await running.create(SessionDraft(name: "Hers"), for: ada).id
    let writer = try await running.uploads.begin(name: "a.txt", declaredType: "text/plain", for: ada)
    try await writer.append(Array("bytes".utf8))
    let upload = try await writer.finish()
    try old.write(#"{"ada":{}}"#, to: "users.json")
    let taken = try Backup.take(from: old.path, to: between.path)
    #expect((taken.sessions, taken.uploads, taken.kept) == (1, 1, 0))
    try await Carrier(Self.options(new)).bring([between.path])
    let before = new.contents
    try await Carrier(Self.options(new)).bring([between.path])
    #expect(new.contents == before, "twice is not harmless")
    let restored = Sessions(folder: new.path, disk: Disk())
    _ = try await restored.open()
    #expect(try await restored.session(id, for: ada).info.name == "Hers")
    #expect(try await restored.uploads.bytes(of: upload.id, for: ada, limit: 100) == Array("bytes".utf8))
    #expect(try new.text(of: "users.json") == #"{"ada":{}}"#)
    await #expect(throws: ChatError.self) { try await Carrier(Self.options(old)).bring([between.path]) }
  }

  @Test @Loop func saysWhatCouldNotBeCarried() async throws {
    let folder = try TemporaryFolder()
    try folder.write("nothing", to: "broken.json")
    let carrier = try Carrier(Self.options(folder))
    await #expect(throws: Refusal.self) { try await carrier.bring([folder.path + "/broken.json"]) }
    let other = try Carrier(Self.options(try TemporaryFolder()))
    let error = await #expect(throws: Refusal.self) {
      try await other.bring(["/tmp/martlet-has-no-such-file"])
    }
    #expect(error?.words == "there is no /tmp/martlet-has-no-such-file")
  }

  private static func options(_ folder: TemporaryFolder) -> Options {
    var options = Options()
    options.data = folder.path
    return options
  }
}
