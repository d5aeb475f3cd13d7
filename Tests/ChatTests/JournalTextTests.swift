import Testing

@testable import Chat

@Suite struct JournalTextTests {
  private let entries: [LogEntry] = EventTests.all.enumerated().map { index, event in
    LogEntry(event.0, at: Cursor(epoch: "e", sequence: index + 4))
  }

  private var bytes: [UInt8] {
    entries.reduce(into: Array(JournalText.header(boot: "b1").utf8)) { $0 += $1.bytes }
  }

  @Test func `a journal reads back as the bytes that clients got`() throws {
    let journal = try #require(JournalText(bytes))
    #expect(journal.boot == "b1")
    #expect(journal.epoch == "e")
    #expect(journal.entries.map(\.bytes) == entries.map(\.bytes))
    #expect(journal.events == EventTests.all.map(\.0))
  }

  @Test func `cut at any byte it gives all that was whole, and no more`() {
    let whole = bytes
    var ends: [Int] = []
    var end = JournalText.header(boot: "b1").utf8.count
    for entry in entries {
      end += entry.bytes.count
      ends.append(end)
    }
    for count in 0...whole.count {
      let journal = JournalText(Array(whole[..<count]))
      // The last newline of an event is no more than a sign that it is whole.
      #expect(journal?.entries.count ?? 0 == ends.filter { $0 <= count }.count, "cut at \(count)")
    }
  }

  @Test func `a gap in the numbers ends it`() {
    let gapped = Array(JournalText.header(boot: "b").utf8) + entries[0].bytes + entries[2].bytes
    #expect(JournalText(gapped)?.entries.count == 1)
  }

  @Test func `only what stands behind a fault makes it damaged`() throws {
    let header = Array(JournalText.header(boot: "b").utf8)
    #expect(try #require(JournalText(bytes)).isDamaged == false)
    let torn = header + entries[0].bytes + entries[1].bytes.dropLast(3)
    #expect(try #require(JournalText(torn)).isDamaged == false)
    #expect(try #require(JournalText(header + entries[0].bytes + entries[2].bytes)).isDamaged)
  }

  @Test func `numbers at the end of all counting are no numbers`() {
    let text = "id: e-9223372036854775806\nevent: token\ndata: {\"text\":\"a\"}\n\n"
    let next = text.replacing("5806", with: "5807")
    #expect(JournalText(Array((JournalText.header(boot: "b") + text + next).utf8)) == nil)
  }

  @Test func `what is no journal is none`() {
    #expect(JournalText([]) == nil)
    #expect(JournalText(entries[0].bytes) == nil)
    #expect(JournalText(Array("hello\n\n".utf8)) == nil)
  }
}
