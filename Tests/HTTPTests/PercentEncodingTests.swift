import Testing

@testable import HTTP

@Suite("PercentEncoding (RFC 3986 §2.1)")
struct PercentEncodingTests {
  @Test(
    "decodes",
    arguments: [
      ("a%20b", "a b"), ("%C3%a9", "é"), ("a+b", "a+b"), ("", ""), ("%", nil), ("%2", nil), ("%zz", nil),
    ] as [(String, String?)])
  func decodes(text: String, expected: String?) {
    #expect(PercentEncoding.decode(text.utf8.span).map { String(decoding: $0, as: UTF8.self) } == expected)
  }

  @Test("keeps what is broken when asked to", arguments: [("a+%2b%", "a +%"), ("%zz%41", "%zzA")])
  func lenient(text: String, expected: String) {
    #expect(
      String(decoding: PercentEncoding.decodeLeniently(text.utf8.span, plusIsSpace: true), as: UTF8.self)
        == expected)
  }

  @Test("encodes so that it can be decoded")
  func encodes() {
    let text = "a b/é?&=+%~-._\r\n"
    let encoded = PercentEncoding.encode(text)
    #expect(encoded == "a%20b%2F%C3%A9%3F%26%3D%2B%25~-._%0D%0A")
    #expect(PercentEncoding.decode(encoded.utf8.span) == Array(text.utf8))
  }
}
