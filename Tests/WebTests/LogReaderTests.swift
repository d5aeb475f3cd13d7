import EventLoop
import HTTPServer
import Testing

@testable import Chat
@testable import Web

@Suite struct LogReaderTests {
  @Test @Loop func joinsWhatWasMissedAndThenSharesEachEvent() {
    let log = Self.log()
    var reader = LogReader(log, after: log.tail)
    for number in 1...3 { log.append(.token("\(number)")) }
    #expect(Self.text(reader.next()).ranges(of: "event: token").count == 3)
    #expect(Self.isWaiting(reader.next()))
    log.append(.token("4"))
    #expect(Self.text(reader.next()) == "id: a-4\nevent: token\ndata: {\"text\":\"4\"}\n\n")
    #expect(Self.isWaiting(reader.next()))
  }

  @Test @Loop func whatTheChannelMayNotShowLeavesItsNumber() {
    let log = Self.log()
    var options = ChannelOptions()
    options.showsReasoning = false
    var reader = LogReader(log, after: log.tail, showing: options)
    log.append(.reasoningDelta("secret"))
    #expect(Self.text(reader.next()) == "id: a-1\nevent: hidden\ndata: {}\n\n")
    log.append(.reasoningEnd(ms: 1))
    log.append(.token("said"))
    let text = Self.text(reader.next())
    #expect(text == "id: a-2\nevent: hidden\ndata: {}\n\nid: a-3\nevent: token\ndata: {\"text\":\"said\"}\n\n")
  }

  @Test @Loop func aWholeMessageKeepsItsNumberAndLosesItsThoughts() {
    let log = Self.log()
    var options = ChannelOptions()
    options.showsReasoning = false
    var reader = LogReader(log, after: log.tail, showing: options)
    var message = Message(id: "m", role: .assistant, at: 1, content: "said")
    message.parts = [.reasoning(text: "secret", ms: 1), .text("said")]
    log.append(.done(TurnDone(message)))
    let text = Self.text(reader.next())
    #expect(text.hasPrefix("id: a-1\nevent: done\n") && text.contains("said") && !text.contains("secret"))
  }

  @Test @Loop func withoutACursorItBeginsNow() {
    let log = Self.log()
    log.append(.token("before"))
    var reader = LogReader(log)
    #expect(Self.isWaiting(reader.next()))
    log.append(.token("after"))
    #expect(Self.text(reader.next()).contains("after"))
  }

  @Test @Loop func givesALongReplayInPieces() {
    let log = Self.log(windowBytes: 10 << 20)
    var reader = LogReader(log, after: log.tail)
    for _ in 0..<10 { log.append(.token(String(repeating: "x", count: 20_000))) }
    var (pieces, bytes) = (0, 0)
    while case .bytes(let piece) = reader.next() {
      pieces += 1
      bytes += piece.count
      #expect(piece.count <= WebLimits.replayBytes)
    }
    #expect(pieces == 4)
    #expect(bytes == log.memoryBytes)
  }

  @Test @Loop func anEventLargerThanAPieceGoesAlone() {
    let log = Self.log(windowBytes: 10 << 20)
    var reader = LogReader(log, after: log.tail)
    log.append(.token(String(repeating: "x", count: 2 * WebLimits.replayBytes)))
    log.append(.token("small"))
    #expect(Self.text(reader.next()).utf8.count > WebLimits.replayBytes)
    #expect(Self.text(reader.next()).contains("small"))
  }

  @Test(arguments: ["a-99", "b-1", "a-0"]) @Loop func aPlaceThatIsNotThereIsReset(cursor: String) {
    let log = Self.log(windowBytes: 100)
    for number in 1...20 { log.append(.token("number \(number)")) }
    var reader = LogReader(log, after: Cursor(cursor))
    #expect(Self.text(reader.next()) == "id: a-20\nevent: reset\ndata: {\"cursor\":\"a-20\"}\n\n")
    #expect(Self.isWaiting(reader.next()))
    log.append(.token("next"))
    #expect(Self.text(reader.next()).contains("next"))
  }

  @Test @Loop func aTurnsReaderEndsWithItsTurn() {
    let log = Self.log()
    var reader = LogReader(log, after: log.tail, isOneTurn: true)
    log.append(.token("word"))
    log.append(Self.failure)
    log.append(.token("of the next turn"))
    let text = Self.text(reader.next())
    #expect(text.contains("event: error"))
    #expect(!text.contains("of the next turn"))
    #expect(Self.isEnd(reader.next()))
  }

  @Test @Loop func aTurnsReaderThatFellBehindAFinishedTurnEnds() {
    let log = Self.log(windowBytes: 100)
    var reader = LogReader(log, after: log.tail, isOneTurn: true, isOver: { true })
    for _ in 1...20 { log.append(.token("a long word")) }
    log.append(Self.failure)
    #expect(Self.text(reader.next()).contains("event: reset"))
    #expect(Self.isEnd(reader.next()))
  }

  @Test @Loop func aTurnsReaderThatFellBehindARunningTurnGoesOn() {
    let log = Self.log(windowBytes: 100)
    var reader = LogReader(log, after: log.tail, isOneTurn: true, isOver: { false })
    for _ in 1...20 { log.append(.token("a long word")) }
    #expect(Self.text(reader.next()).contains("event: reset"))
    log.append(Self.failure)
    #expect(Self.text(reader.next()).contains("event: error"))
    #expect(Self.isEnd(reader.next()))
  }

  @Test @Loop func aSessionThatIsGoneEndsItsReaders() {
    let log = Self.log()
    var reader = LogReader(log, after: log.tail)
    log.append(.token("last"))
    log.close()
    #expect(Self.text(reader.next()).contains("last"))
    #expect(Self.isEnd(reader.next()))
  }

  static let failure = Event.error(TurnFailure(code: "x", message: "x", retryable: false))

  @Loop static func log(windowBytes: Int = 1 << 20) -> EventLog {
    EventLog(at: Cursor(epoch: "a", sequence: 0), windowBytes: windowBytes)
  }

  static func text(_ step: StreamStep) -> String {
    if case .bytes(let bytes) = step { String(decoding: bytes, as: UTF8.self) } else { "\(step)" }
  }

  static func isWaiting(_ step: StreamStep) -> Bool { if case .wait = step { true } else { false } }

  static func isEnd(_ step: StreamStep) -> Bool { if case .end = step { true } else { false } }
}
