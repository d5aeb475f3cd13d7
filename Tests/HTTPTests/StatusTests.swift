import Testing

@testable import HTTP

@Suite("Status (RFC 9110 §15)")
struct StatusTests {
  @Test("has words for every status that a refusal can have")
  func words() {
    let statuses =
      HeadFailure.allCases.map(\.status) + ChunkedBodyFailure.allCases.map(\.status) + [200, 206, 304, 416]
    for status in statuses { #expect(!Status.reason(status).isEmpty, "\(status)") }
  }

  @Test("has none for codes that nobody sends")
  func unknown() { #expect(Status.reason(299).isEmpty) }
}
