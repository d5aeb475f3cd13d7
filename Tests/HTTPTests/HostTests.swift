import Testing

@testable import HTTP

@Suite("Host (RFC 9110 §7.2)")
struct HostTests {
  @Test(
    "reads names and addresses",
    arguments: [
      ("Example.ORG", "example.org", nil), ("a:80", "a", 80), ("a:", "a", nil), ("a.", "a", nil),
      ("127.0.0.1:8080", "127.0.0.1", 8080),
      ("[::1]:1", "[::1]", 1), ("[FE80::1]", "[fe80::1]", nil), ("my_upstream", "my_upstream", nil),
      ("a:65535", "a", 65535),
    ] as [(String, String, Int?)])
  func reads(text: String, name: String, port: Int?) {
    #expect(Host(text)?.name == name)
    #expect(Host(text)?.port == port)
  }

  @Test(
    "refuses everything else",
    arguments: [
      "", ":80", ".", "a b", "a/b", "u@a", "a:b", "a:-1", "a:65536", "a:99999999999999999999", "[", "[]",
      "[::1", "[::g]", "[::1]x", "a:1:2",
      "é", "a%20", "a,b", "a\\b", "a?b", "a#b", String(repeating: "a", count: 256),
    ])
  func refuses(text: String) { #expect(Host(text) == nil) }

  @Test(
    "knows this machine and addresses",
    arguments: [
      ("localhost:1", true, false), ("a.localhost", true, false), ("127.9.9.9", true, true),
      ("[::1]", true, true),
      ("localhost.evil.org", false, false), ("127.0.0.1.evil.org", false, false), ("10.0.0.1", false, true),
      ("1.2.3", false, false), ("256.1.1.1", false, false), ("notlocalhost", false, false),
      ("1..2.3", false, false), ("1.2.3.4.5", false, false), ("1.2.3.4a", false, false),
      (".1.2.3", false, false),
    ])
  func kinds(text: String, isLoopback: Bool, isAddress: Bool) throws {
    let host = try #require(Host(text))
    #expect(host.isLoopback == isLoopback && host.isAddress == isAddress)
  }
}
