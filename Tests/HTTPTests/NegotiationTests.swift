import Testing

@testable import HTTP

@Suite("Negotiation (RFC 9110 §12)")
struct NegotiationTests {
  @Test(
    "gzips only for those who take it",
    arguments: [
      ("gzip", true), ("GZIP", true), ("gzip, deflate, br", true), ("br;q=1.0, gzip;q=0.8", true),
      ("*", true),
      ("gzip ; q=0.001", true), ("gzip;q=0", false), ("gzip; q=0.0", false), ("gzip;q=0.000", false),
      ("identity", false),
      ("", false), ("*;q=0", false), ("gzip;q=0, *", false), ("*, gzip;q=0", false), ("*;q=0, gzip", true),
      ("xgzip", false), ("gzip;q=x", false), ("gzip;q=", false), ("gzip;x=\",\";q=0", false),
    ])
  func gzip(field: String, expected: Bool) {
    #expect(Fields(dictionaryLiteral: (.acceptEncoding, field)).acceptsGzip == expected)
  }

  @Test("sends as it is to those who say nothing")
  func silent() { #expect(!Fields().acceptsGzip) }

  @Test(
    "weighs media types",
    arguments: [
      ("application/json", 1000), ("text/event-stream", 0), ("*/*", 1000),
      ("application/*;q=0.5, */*;q=0.1", 500),
      ("text/html, */*;q=0.1", 100), ("application/json;q=0, */*", 0), ("application/json;q=0.25", 250),
    ])
  func accept(field: String, expected: Int) {
    #expect(Fields(dictionaryLiteral: (.accept, field)).weight(accepting: "application/json") == expected)
  }

  @Test("takes silence for consent about media types")
  func noAccept() { #expect(Fields().weight(accepting: "application/json") == 1000) }
}
