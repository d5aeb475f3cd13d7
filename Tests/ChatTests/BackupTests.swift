import EventLoop
import Kernel
import Testing

@testable import Chat

@Suite struct BackupTests {
  @Test @Loop func aTurnUnderWayComesBackAsItStoodThen() async throws {
    let house = try await House()
    let turn = try await house.start(TurnRequest(message: "Hello"))
    turn.text("Half an")
    let reader = Reader(turn.session.log)
    try await eventually { reader.texts.joined().contains("Half an") }
    let (between, new) = (try TemporaryFolder(), try TemporaryFolder())
    #expect(try Backup.take(from: house.folder.path, to: between.path).sessions == 1)
    turn.text(" answer")
    _ = await turn.session.stop()
    #expect(try Backup.restore(between.path, to: new.path).sessions == 1)
    let restored = try await House(new).session(turn.session.id)
    #expect(restored.history.map(\.content) == ["Hello", "Half an"])
    #expect(restored.history[1].interrupted)
  }

  @Test func aLooseFolderIsNoCopy() throws {
    #expect(!Backup.isCopy(try TemporaryFolder().path))
  }
}
