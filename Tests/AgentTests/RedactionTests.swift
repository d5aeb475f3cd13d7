import Testing

@testable import Agent

@Suite("Secrets")
struct RedactionTests {
  @Test("are taken out wherever they stand")
  func known() {
    let redaction = Redaction("sk-secret-1", nil, "")
    #expect(redaction.redact("Incorrect key sk-secret-1: sk-secret-1.") == "Incorrect key •••: •••.")
    #expect(redaction.redact("nothing here") == "nothing here")
  }

  @Test("after the word Bearer need not be known")
  func bearer() {
    #expect(
      Redaction().redact("Authorization: Bearer abc123 was refused")
        == "Authorization: Bearer ••• was refused")
  }

  @Test("that are too short are no secrets")
  func short() { #expect(Redaction("a").redact("a banana") == "a banana") }

  @Test("do not show in a configuration's description or dump")
  func description() {
    let provider = ProviderConfiguration(kind: .openai, baseURL: "http://x/v1", apiKey: "sk-secret-1")
    var dumped = ""
    dump(provider, to: &dumped)
    for text in ["\(provider)", String(reflecting: provider), dumped] { #expect(!text.contains("sk-secret")) }
  }
}
