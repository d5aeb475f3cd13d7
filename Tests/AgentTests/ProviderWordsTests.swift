import Testing

@testable import Agent

private func words(_ body: String) -> ProviderWords? { ProviderWords(body: Array(body.utf8)) }

@Suite("A provider's own words")
struct ProviderWordsTests {
  @Test(
    "are found in every known shape",
    arguments: [
      #"{"error":{"message":"no such model","type":"invalid_request_error"}}"#, #"{"error":"no such model"}"#,
      #"{"detail":"no such model"}"#, #"{"detail":[{"loc":["body"],"msg":"no such model"}]}"#,
      #"{"message":"no such model"}"#, #"[{"error":{"message":"no such model"}}]"#, "no such model\n",
      #"{"errors":[{"message":"no such model"}]}"#, #"{"error":{"error":{"message":"no such model"}}}"#,
    ])
  func shapes(_ body: String) { #expect(words(body)?.message == "no such model") }

  @Test("those behind a router's are not lost")
  func upstream() {
    let body =
      #"{"error":{"message":"Provider returned error","code":429,"#
        + #""metadata":{"raw":"{\"error\":{\"message\":\"slow down\"}}"}}}"#
    #expect(words(body)?.message == "Provider returned error: slow down")
    #expect(words(body)?.status == 429)
  }

  @Test("carry code and window where they are said")
  func fields() {
    let body = #"{"error":{"message":"too big","type":"exceed_context_size_error","n_ctx":4096}}"#
    #expect(words(body)?.code == "exceed_context_size_error")
    #expect(words(body)?.windowTokens == 4096)
  }

  @Test(
    "are not a page of HTML, nor nothing",
    arguments: ["<html><body>502</body></html>", "", " \n", "{}", "null"])
  func none(_ body: String) { #expect(words(body) == nil) }

  @Test("are cut and put on one line")
  func bounded() {
    #expect(words("a\n\n  b\u{1B}[0m\tc")?.message == "a b [0m c")
    let long = words(String(repeating: "é", count: 5_000))?.message ?? ""
    #expect(long.utf8.count <= ProviderWords.limitBytes + 3)
    #expect(long.hasSuffix("…"))
  }
}
