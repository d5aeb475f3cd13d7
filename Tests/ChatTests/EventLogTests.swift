import EventLoop
import Testing

@testable import Chat

@Suite struct EventLogTests {
  @Loop private func log(windowBytes: Int = 1 << 20, showsNumbers: Bool = true) -> EventLog {
    EventLog(at: Cursor(epoch: "e", sequence: 7), windowBytes: windowBytes, showsNumbers: showsNumbers)
  }

  @Test @Loop func `an entry is an event of the stream, numbered on`() {
    let log = log()
    let reader = Reader(log)
    log.append(.token("a\nb"))
    #expect(reader.texts == ["id: e-8\nevent: token\ndata: {\"text\":\"a\\nb\"}\n\n"])
    #expect(log.tail == Cursor(epoch: "e", sequence: 8))
  }

  @Test @Loop func `a feed shows no numbers`() {
    let log = log(showsNumbers: false)
    let reader = Reader(log)
    log.append(.sessionDeleted(id: "s"))
    #expect(reader.texts == ["event: session_deleted\ndata: {\"id\":\"s\"}\n\n"])
  }

  @Test @Loop func `whoever leaves is told no more, and all the others are, once each`() {
    let log = log()
    let readers = (0..<5).map { _ in Reader(log) }
    log.subscribe(readers[2])
    for place in [0, 4, 3, 3] { readers[place].leave() }
    log.append(.token("a"))
    #expect(readers.map(\.entries.count) == [0, 1, 1, 0, 0])
    for place in [1, 2] { readers[place].leave() }
    #expect(!log.hasSubscribers)
  }

  @Test @Loop func `numbered but unseen is nobody's to read, and can be taken back`() {
    let log = log()
    let reader = Reader(log)
    let first = log.number(.token("a"))
    _ = log.number(.token("b"))
    #expect(reader.entries.isEmpty)
    #expect(log.lastSequence == 7)
    log.withdrawUnseen()
    #expect(log.number(.token("c")).sequence == first.sequence)
  }

  @Test @Loop func `cursors that cannot be followed are told so`() {
    let log = log()
    log.append(.token("a"))
    func isReset(_ epoch: String, _ sequence: Int) -> Bool {
      if case .reset = log.entries(after: Cursor(epoch: epoch, sequence: sequence)) { true } else { false }
    }
    #expect(isReset("x", 7))
    #expect(isReset("e", 9))
    #expect(isReset("e", 6))
    #expect(!isReset("e", 7))
    #expect(!isReset("e", 8))
  }

  @Test @Loop func `what is over the window is forgotten from the oldest on`() {
    let log = log(windowBytes: 400)
    for _ in 0..<1000 { log.append(.token("0123456789")) }
    #expect(log.memoryBytes <= 400)
    guard case .reset = log.entries(after: Cursor(epoch: "e", sequence: 7)) else {
      Issue.record("an old cursor was followed")
      return
    }
    guard case .entries(let rest) = log.entries(after: Cursor(epoch: "e", sequence: 1005)) else {
      Issue.record("a new cursor was not followed")
      return
    }
    #expect(rest.map(\.sequence) == [1006, 1007])
  }

  @Test @Loop func `a broken epoch resets every cursor, and numbers go on`() {
    let log = log()
    log.append(.token("a"))
    let before = log.tail
    log.breakEpoch()
    guard case .reset = log.entries(after: before) else {
      Issue.record("the old epoch was followed")
      return
    }
    log.append(.token("b"))
    #expect(log.tail.epoch != "e")
    #expect(log.lastSequence == 9)
  }

  @Test @Loop func `a reader that is cut off a thousand times sees each event once`() {
    var dice = Dice(7)
    let log = log()
    var reader: Reader? = Reader(log)
    var seen: [Int] = []
    var cursor = log.tail
    for number in 0..<3000 {
      if let here = reader, Int.random(in: 0..<3, using: &dice) == 0 {
        here.leave()
        seen += here.entries.map(\.sequence)
        cursor = here.cursor
        reader = nil
      } else if reader == nil, Bool.random(using: &dice) {
        reader = Reader(log, after: cursor)
      }
      log.append(.token("\(number)"))
    }
    let last = reader ?? Reader(log, after: cursor)
    seen += last.entries.map(\.sequence)
    #expect(last.resets == 0)
    #expect(seen == Array(8..<3008))
  }

  @Test @Loop func `all who watch get the very same bytes`() {
    let log = log()
    let readers = (0..<3).map { _ in Reader(log) }
    log.append(.token("a"))
    let places = Set(readers.map { $0.entries[0].bytes.withUnsafeBufferPointer { $0.baseAddress } })
    #expect(places.count == 1)
  }

  @Test @Loop func `who leaves is told no more, and the end is told to all`() {
    let log = log()
    let (gone, here) = (Reader(log), Reader(log))
    gone.leave()
    log.append(.token("a"))
    #expect(gone.entries.isEmpty)
    #expect(here.entries.count == 1)
    log.close()
    #expect(log.isClosed)
  }

  @Test @Loop func `what is longer than the memory still reaches who watches`() {
    let log = log(windowBytes: 100)
    let reader = Reader(log)
    for text in ["a", String(repeating: "long ", count: 100), "b"] { log.append(.token(text)) }
    #expect(reader.resets == 0)
    #expect(reader.entries.map(\.sequence) == [8, 9, 10])
    let late = Reader(log, after: Cursor(epoch: "e", sequence: 7))
    #expect(late.resets == 1)
  }
}
