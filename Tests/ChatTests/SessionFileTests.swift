import Testing

@testable import Chat

@Suite struct SessionFileTests {
  static let front = FrontMatter(
    id: "i", name: "Boats", created: 1, updated: 2, user: "owner", cursor: Cursor(epoch: "e", sequence: 1))
  static let stamp = SessionFile.Stamp(
    at: 1_700_000_000_000, boot: "b1", cursor: Cursor(epoch: "e", sequence: 3), previewCharacters: 120)

  @Test func `a person can read it`() {
    let history = [Message(id: "m1", role: .user, at: 1, content: "Hello there")]
    let text = String(decoding: SessionFile.encode(Self.front, history, Self.stamp), as: UTF8.self)
    #expect(
      text == """
        ---
        id: i
        name: Boats
        created: 1
        updated: 2
        pinned: false
        user: owner
        cursor: e-1
        ---

        <!-- message -->
        ### human

        Hello there

        <!-- {"at":1,"content":"Hello there","id":"m1","role":"user"}
        at=1700000000000 boot=b1 cursor=e-3 size=000000000278 role=user preview=Hello there -->

        """)
    #expect(text.utf8.count == 278)
  }

  @Test func `nasty texts come back as they were, by whole files and by appending`() {
    var dice = Dice(4)
    for _ in 0..<400 {
      let history = (0..<Int.random(in: 0...4, using: &dice)).map { Self.message($0, &dice) }
      let whole = SessionFile.encode(Self.front, history, Self.stamp)
      var grown = Self.front.encoded()
      for message in history { grown += SessionFile.section(message, Self.stamp, at: grown.count) }
      #expect(grown == whole)
      let read = SessionParser.parse(whole, id: "i")
      #expect(read.history == history)
      #expect(read.front == Self.front)
      #expect(read.ending == .whole)
      #expect(!read.needsRewrite)
    }
  }

  @Test func `no comment ends early`() {
    var dice = Dice(5)
    for _ in 0..<300 {
      let json = SessionFile.commentSafe(
        JSONText.encode(dice.nastyText() + "-->" + dice.nastyText() + "--!>"))
      let text = String(decoding: json, as: UTF8.self)
      #expect(!text.contains("-->") && !text.contains("--!>"))
    }
  }

  static func message(_ index: Int, _ dice: inout Dice) -> Message {
    var message = Message(
      id: "m\(index)", role: Bool.random(using: &dice) ? .user : .assistant, at: 5, content: dice.nastyText())
    if message.role == .assistant {
      message.parts = [.reasoning(text: dice.nastyText(), ms: 1), .text(message.content)]
    }
    if message.role == .user, Bool.random(using: &dice) {
      message.attachments = [Attachment(id: "u", name: dice.nastyText(), mime: "a/b", size: 1, url: "u")]
    }
    return message
  }
}
