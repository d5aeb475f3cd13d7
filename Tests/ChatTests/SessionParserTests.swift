import Testing

@testable import Chat

@Suite struct SessionParserTests {
  private func parse(_ text: String) -> StoredSession { SessionParser.parse(Array(text.utf8), id: "i") }

  private func file(_ contents: String...) -> [UInt8] {
    let history = contents.enumerated().map { index, content in
      Message(id: "m\(index)", role: index.isMultiple(of: 2) ? .user : .assistant, at: 1, content: content)
    }
    return SessionFile.encode(SessionFileTests.front, history, SessionFileTests.stamp)
  }

  @Test func `a tail torn at any byte is cut, and what stood before it stays`() {
    let whole = file("One", "Two ### human\n### human\n<!-- message -->\nmore")
    let good = file("One")
    #expect(whole.starts(with: good))
    for count in (good.count + 1)..<(whole.count - 1) {
      let read = SessionParser.parse(Array(whole[..<count]), id: "i")
      #expect(read.history.map(\.content) == ["One"], "torn at \(count)")
      #expect(read.ending == .torn(size: good.count), "torn at \(count)")
      #expect(read.cursor == SessionFileTests.stamp.cursor)
    }
  }

  @Test func `zeros that a power cut left behind are cut`() {
    let good = file("One")
    let whole = file("One", "Two")
    for count in [good.count, good.count + 30, whole.count - 10] {
      let read = SessionParser.parse(Array(whole[..<count]) + [UInt8](repeating: 0, count: 50), id: "i")
      #expect(read.history.map(\.content) == ["One"])
      #expect(read.ending == .torn(size: good.count))
    }
  }

  @Test func `only the last newline missing costs nothing`() {
    let read = SessionParser.parse(Array(file("One", "Two").dropLast()), id: "i")
    #expect(read.history.map(\.content) == ["One", "Two"])
    #expect(read.needsRewrite)
  }

  @Test func `what a person typed is taken as it stands`() {
    let read = parse(
      "---\nname: Boats\n---\n\n### human\n\nHello\n\\### bot\n\n### assistant\n\nHi\n\nthere\n")
    #expect(read.history.map(\.content) == ["Hello\n### bot", "Hi\n\nthere"])
    #expect(read.history.map(\.role) == [.user, .assistant])
    #expect(read.front.name == "Boats")
    #expect(read.ending == .edited)
    #expect(read.needsRewrite)
    let again = parse(
      "---\nname: Boats\n---\n\n### human\n\nHello\n\\### bot\n\n### assistant\n\nHi\n\nthere\n")
    #expect(again.history == read.history)
  }

  @Test func `a section that a person added at the end is kept`() {
    let text = String(decoding: file("One", "Two"), as: UTF8.self) + "\n### human\n\nBy hand"
    let read = parse(text)
    #expect(read.history.map(\.content) == ["One", "Two", "By hand"])
    #expect(read.ending == .edited)
  }

  @Test func `a section whose comment a person took away is taken as it stands`() {
    let lines = String(decoding: file("One", "Two"), as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let first = lines.firstIndex { $0.hasPrefix("<!-- {") } ?? 0
    let text = (lines[..<first] + lines[(first + 2)...]).joined(separator: "\n")
    let read = parse(text)
    #expect(read.history.map(\.content) == ["One", "Two"])
    #expect(read.ending == .edited)
  }

  @Test func `a comment that no longer is JSON does not cost the text`() {
    let text = String(decoding: file("One", "Two"), as: UTF8.self).replacing(
      "\"content\":\"One\"", with: "oops")
    #expect(parse(text).history.map(\.content) == ["One", "Two"])
  }

  @Test func `lines that end in CR LF are read too`() {
    let text = String(decoding: file("One", "Two"), as: UTF8.self).replacing("\n", with: "\r\n")
    #expect(parse(text).history.map(\.content) == ["One", "Two"])
  }

  @Test func `an empty file is an empty session`() {
    #expect(parse("").history.isEmpty)
    #expect(parse("---\n").history.isEmpty)
    #expect(parse("# Notes\n\nno session at all\n").history.isEmpty)
  }

  @Test func `nanobot's format is read from its comment`() {
    let read = parse(
      """
      ---
      id: web-7
      title: Old times
      created: 2023-11-14T22:13:20
      ---
      <!--JSON {"history":[{"role":"human","content":"Hello","timestamp":1700000000},\
      {"role":"bot","content":"Hi","reasoning":"hm"}]} -->

      ### human

      Hello

      ### bot

      Hi
      """)
    #expect(read.history.map(\.content) == ["Hello", "Hi"])
    #expect(read.history.map(\.role) == [.user, .assistant])
    #expect(read.history[0].at == 1_700_000_000_000)
    #expect(read.history[1].parts == [.reasoning(text: "hm", ms: 0), .text("Hi")])
    #expect(read.front.name == "Old times")
    #expect(read.needsRewrite)
  }

  @Test func `any bytes are read without a crash`() {
    var dice = Dice(6)
    for _ in 0..<500 {
      var bytes = Array((dice.nastyText() + "\n" + dice.nastyText() + "\n" + dice.nastyText()).utf8)
      if !bytes.isEmpty {
        bytes[Int.random(in: bytes.indices, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
      }
      let read = SessionParser.parse(bytes, id: "i")
      let again = SessionParser.parse(
        SessionFile.encode(read.front, read.history, SessionFileTests.stamp), id: "i")
      #expect(again.history == read.history)
      #expect(again.ending == .whole)
    }
  }
}
