import Testing

@testable import Agent

private func learn(_ messages: String..., status: Int = 400) -> (manners: OpenAIManners, news: [Bool]) {
  var manners = OpenAIManners()
  let news = messages.map { message in
    manners.learn(ModelRefusal(status: status, words: ProviderWords(body: Array(message.utf8))))
  }
  return (manners, news)
}

@Suite("What a server's refusals teach")
struct OpenAIMannersTests {
  @Test("is learned once")
  func once() {
    let usage = learn("Unknown parameter: 'stream_options'", "Unknown parameter: 'stream_options'")
    #expect(!usage.manners.takesUsage)
    #expect(usage.news == [true, false])
    #expect(learn("Extra inputs are not permitted: include_usage", status: 422).news == [true])
    #expect(learn("stream_options broke us", status: 500).news == [false])
  }

  @Test("is the name of the longest answer")
  func answerTokens() {
    let words =
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
    #expect(learn(words).manners.namesCompletionTokens)
    #expect(!learn("max_tokens is too large: 99999").manners.namesCompletionTokens)
  }

  @Test("is whether it wants thoughts back")
  func thoughts() {
    let wanted = "The `reasoning_content` in the thinking mode must be passed back to the API."
    #expect(learn(wanted).manners.thoughts == .always)
    #expect(learn(wanted, wanted).news == [true, false])
    #expect(
      learn("Missing reasoning_content field in the assistant message at message index 2.").manners.thoughts == .always)
    let unknown = "messages.1.assistant.reasoning_content: Extra inputs are not permitted"
    #expect(learn(unknown, status: 422).manners.thoughts == .never)
    #expect(learn(wanted, unknown, wanted).news == [true, true, false], "it does not go round in a circle")
  }

  @Test("is nothing where it is about something else")
  func others() { #expect(learn("No such model", "", "tools.0 is bad").news == [false, false, false]) }
}
