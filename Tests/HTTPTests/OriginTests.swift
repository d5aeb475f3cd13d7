import Testing

@testable import HTTP

@Suite("Origin (RFC 6454)")
struct OriginTests {
  @Test(
    "is the request's own host or a foreign one",
    arguments: [
      ("http://a", "a", true), ("http://a:80", "a", true), ("https://a", "a", true),
      ("https://A", "a:443", true),
      ("http://a:8080", "a:8080", true), ("http://a:8080", "a", false), ("http://b", "a", false),
      ("http://a", "a:8080", false),
      ("http://a.evil", "a", false), ("http://[::1]:1", "[::1]:1", true),
    ])
  func same(origin: String, host: String, expected: Bool) throws {
    let (origin, host) = try (#require(Origin(origin)), #require(Host(host)))
    #expect(origin.isSame(as: host) == expected)
  }

  @Test(
    "refuses everything else",
    arguments: ["null", "", "a", "ftp://a", "http://", "http://a/", "http:a", "http://u@a", "file://"])
  func refuses(text: String) { #expect(Origin(text) == nil) }
}
