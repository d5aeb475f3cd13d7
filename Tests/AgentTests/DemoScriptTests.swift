import Chat
import Testing

@testable import Agent

private func steps(_ words: String) -> [DemoStep] { DemoScript.steps([ModelMessage(.user, words)]) }

private func text(_ steps: [DemoStep]) -> String {
  steps.map { if case .text(let text) = $0 { text } else { "" } }.joined()
}

@Suite("The demo")
struct DemoScriptTests {
  @Test("explains itself, quotes the user and thinks first")
  func help() {
    let steps = steps("good morning")
    #expect(text(steps).contains("> good morning"))
    #expect(text(steps).contains("`tools`"))
    if case .reasoning = steps.first {} else { Issue.record("no reasoning") }
  }

  @Test("shows tools that succeed and fail, with live output")
  func tools() {
    let steps = steps("Show me the tools!")
    let results = steps.compactMap { if case .toolResult(let result) = $0 { result.ok } else { nil } }
    #expect(results == [true, false])
    #expect(steps.contains { if case .toolStream = $0 { true } else { false } })
  }

  @Test("breaks off on request, and takes its time on request")
  func errorAndSlow() {
    #expect(steps("an error please").contains { if case .fail = $0 { true } else { false } })
    #expect(steps("slow").contains { if case .wait = $0 { true } else { false } })
  }

  @Test("is as long as it is told to be")
  func long() {
    #expect(text(steps("long 12 fast")).contains("\n12. "))
    #expect(!text(steps("long 12")).contains("\n13. "))
    #expect(text(steps("long")).contains("\n300. "))
    #expect(text(steps("long 99999999")).contains("\n20000. "))
    #expect(DemoScript.isFast([ModelMessage(.user, "long fast")]))
    #expect(!DemoScript.isFast([ModelMessage(.user, "long")]))
  }

  @Test("says which files arrived, and takes no orders from them")
  func attachments() {
    let file = FileBlock.block(name: "a.txt", bytes: Array("error\nslow\n".utf8), size: 11) ?? ""
    let asked = ModelMessage(
      role: .user, parts: [.text(file), .text("look"), .image(mime: "image/png", base64: "AAAAAAAA")])
    let answer = text(DemoScript.steps([asked]))
    #expect(answer.contains("file `a.txt`, 2 lines"))
    #expect(answer.contains("picture (`image/png`, 6 bytes)"))
  }

  @Test("listens to the beginning of a long message only")
  func longMessage() {
    let isError = { (steps: [DemoStep]) in steps.contains { if case .fail = $0 { true } else { false } } }
    #expect(isError(steps(String(repeating: " ", count: DemoScript.wordsLimit - 5) + "error")))
    #expect(!isError(steps(String(repeating: " ", count: DemoScript.wordsLimit) + "error")))
    #expect(text(steps("<file name=" + String(repeating: "x", count: 5_000))).count < 5_000)
  }

  @Test("its tokens are small and lose nothing")
  func tokens() {
    for text in [DemoScript.help, DemoScript.markdown, "", " ", "\n\n", "a  b\nc🦜"] {
      let tokens = DemoTokens.split(text)
      #expect(tokens.joined() == text)
      #expect(tokens.allSatisfy { $0.count <= DemoTokens.longest + 1 && !$0.isEmpty })
    }
  }
}
