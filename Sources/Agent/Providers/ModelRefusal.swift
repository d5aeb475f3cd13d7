internal import EventLoop
internal import HTTPClient

/// A provider's answer that is none: its status, its words, and how long it wants to be left alone.
struct ModelRefusal {
  var status: Int
  var words: ProviderWords?
  var retryAfter: Duration?

  @Loop init(_ response: ClientResponse) async throws {
    status = response.status
    words = ProviderWords(body: try await response.collect(atMost: AgentLimits.errorBytes))
    retryAfter = RetryAfter.delay(response.fields)
  }

  init(status: Int, words: ProviderWords?) {
    self.status = status
    self.words = words
  }

  var failure: ProviderFailure { ProviderFailure(status: status, words: words, retryAfter: retryAfter) }

  /// Whether the server does not want the request as it is, and all of these stand in its words; any case.
  func isAbout(_ marks: String...) -> Bool {
    guard (400..<500).contains(status), let message = words?.message.lowercased() else { return false }
    return marks.allSatisfy { message.contains($0) }
  }
}
