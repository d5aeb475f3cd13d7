import Testing

@testable import HTTP

@Suite("Method (RFC 9110 §9)")
struct MethodTests {
  @Test(
    "keeps its name",
    arguments: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get", "PROPFIND"])
  func names(name: String) { #expect(Method(name).description == name) }

  @Test("knows upper from lower case")
  func upperCase() {
    #expect(Method("GET") == .get)
    #expect(Method("get") == .other("get"))
  }

  @Test(
    "promises to change nothing",
    arguments: [("GET", true), ("HEAD", true), ("POST", false), ("DELETE", false), ("X", false)])
  func safety(name: String, isSafe: Bool) { #expect(Method(name).isSafe == isSafe) }
}
