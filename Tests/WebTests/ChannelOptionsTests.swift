import EventLoop
import Testing

@testable import Chat
@testable import Web

@Suite struct ChannelOptionsTests {
  /// Shows text and nothing else.
  @Loop private final class Plain: Channel {
    var text = ""
    func delta(_ text: String) { self.text += text }
  }

  /// Shows what the options are about.
  @Loop private final class Chatty: Channel {
    var said: [String] = []
    func reasoningDelta(_ text: String) { said.append("thinks \(text)") }
    func reasoningEnd(ms: Int) { said.append("thought \(ms)") }
    func progress(_ text: String, toolHint: Bool) { said.append(toolHint ? "hint \(text)" : "progress \(text)") }
    func typing(_ isActive: Bool) { said.append("typing \(isActive)") }
  }

  private static let events: [Event] = [
    .reasoningDelta("a"), .reasoningEnd(ms: 1), .progress(text: "b", toolHint: false),
    .progress(text: "c", toolHint: true), .typing(true), .token("d"), .messageDeleted(id: "e"),
  ]

  @Test @Loop func whatAChannelDoesNotKnowIsDropped() {
    let channel = Plain()
    for event in Self.events { ChannelOptions().deliver(event, to: channel) }
    #expect(channel.text == "d")
  }

  @Test @Loop func showsWhatItsOptionsAllow() {
    let all = ["thinks a", "thought 1", "progress b", "hint c", "typing true"]
    #expect(Self.said(ChannelOptions()) == all)
    var options = ChannelOptions()
    options.showsReasoning = false
    #expect(Self.said(options) == Array(all.dropFirst(2)))
    options.sendsProgress = false
    #expect(Self.said(options) == ["hint c", "typing true"])
    options.sendsToolHints = false
    #expect(Self.said(options) == ["typing true"])
  }

  @Test func whatHidesThoughtsHidesThemInWholeMessagesToo() {
    var message = Message(id: "m", role: .assistant, at: 1, content: "said")
    message.parts = [.reasoning(text: "secret", ms: 1), .text("said"), .reasoning(text: "too", ms: 2)]
    var plain = message
    plain.parts = [.text("said")]
    let events = { (message: Message) -> [Event] in
      [.done(TurnDone(message)), .message(message), .messageUpdated(message)]
    }
    var options = ChannelOptions()
    #expect(events(message).map(options.shown) == events(message))
    options.showsReasoning = false
    #expect(events(message).map(options.shown) == events(plain))
    let info = SessionInfo(id: "s", name: "", created: 0, updated: 0)
    let turn = TurnSnapshot(turnID: "t", userMessageID: "u", message: message)
    let seen = options.shown(SessionSnapshot(info: info, history: [message], cursor: Cursor("a-1")!, turn: turn))
    #expect((seen.history, seen.turn?.message) == ([plain], plain))
  }

  @Test func servesWhomItNames() {
    var options = ChannelOptions()
    #expect(options.serves("ada"))
    options.allowFrom = ["ada"]
    #expect(options.serves("ada") && !options.serves("bob"))
    options.allowFrom = []
    #expect(!options.serves("ada"))
  }

  @Loop private static func said(_ options: ChannelOptions) -> [String] {
    let channel = Chatty()
    for event in events { options.deliver(event, to: channel) }
    return channel.said
  }
}
