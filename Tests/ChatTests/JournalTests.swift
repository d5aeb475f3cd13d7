import EventLoop
import Testing

@testable import Chat

@Suite struct JournalTests {
  @Test @Loop func `nothing is seen before the kernel has it, and what waits is merged in order`()
    async throws
  {
    let faults = Faults()
    let house = try await House(willChange: faults.willChange)
    let turn = try await house.start(TurnRequest(message: "Hello"))
    let reader = Reader(turn.session.log)
    faults.block("journal")
    for number in 0..<50 { turn.text("\(number) ") }
    turn.toolStream(id: "a", "x")
    turn.toolStream(id: "b", "y")
    turn.toolStream(id: "b", "z")
    turn.text("end")
    try await eventually { faults.steps.contains { $0.hasPrefix("journal") } }
    #expect(reader.entries.isEmpty)
    #expect(turn.snapshot.message.content.isEmpty)
    faults.release()
    turn.run { _ in Completion() }
    await turn.end()
    #expect(reader.names.filter { $0 == "token" }.count <= 3)
    #expect(reader.names.filter { $0 == "tool_stream" }.count == 2)
    #expect(turn.session.history.last?.content == (0..<50).map { "\($0) " }.joined() + "end")
    #expect(reader.names.suffix(4) == ["tool_stream", "tool_stream", "token", "done"])
  }

  @Test @Loop func `the first delta after a pause is not kept waiting`() async throws {
    var limits = ChatLimits()
    limits.mergeWindow = .seconds(3600)
    let house = try await House(limits: limits)
    let turn = try await house.start(TurnRequest(message: "Hello"))
    let reader = Reader(turn.session.log)
    turn.text("a")
    try await eventually { reader.names == ["token"] }
    turn.text("b")
    turn.text("c")
    turn.endReasoning()
    turn.progress("now")
    try await eventually { reader.names == ["token", "token", "progress"] }
    #expect(reader.texts[1].contains(#"{"text":"bc"}"#))
    turn.run { _ in Completion() }
    await turn.end()
  }

  @Test @Loop func `a journal that cannot be written ends the turn, and what came is still shown`()
    async throws
  {
    let faults = Faults()
    let house = try await House(willChange: faults.willChange)
    let turn = try await house.start(TurnRequest(message: "Hello"))
    let held = Held(turn, saying: "seen ")
    try await eventually { turn.snapshot.message.content == "seen " }
    let before = turn.session.log.tail
    let reader = Reader(turn.session.log)
    faults.fail("journal")
    turn.text("unwritten")
    await turn.end()
    held.letGo()
    #expect(reader.resets == 1)
    #expect(reader.names.last == "error")
    let answer = turn.session.history.last
    #expect(answer?.content == "seen unwritten")
    #expect(answer?.error?.code == "storage")
    #expect(turn.session.log.epoch != before.epoch)
    let again = try await house.reopened().session(turn.session.id)
    #expect(again.history == turn.session.history)
    #expect(again.log.tail == turn.session.log.tail)
  }

  @Test @Loop func `a turn that ends while its journal breaks is not left waiting`() async throws {
    let faults = Faults()
    let house = try await House(willChange: faults.willChange)
    let turn = try await house.start(TurnRequest(message: "Hello"))
    faults.block("journal")
    turn.text("first ")
    try await eventually { faults.steps.contains { $0.hasPrefix("journal") } }
    turn.text("second")
    turn.run { _ in Completion() }
    for _ in 0..<3 { try await Loop.sleep(for: .milliseconds(5)) }
    faults.fail("journal")
    faults.release()
    try await Loop.withDeadline(.seconds(20)) { await turn.end() }
    #expect(turn.session.turn == nil)
    #expect(turn.session.history.last?.content == "first second")
  }
}
