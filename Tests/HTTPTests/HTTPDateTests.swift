import Testing

@testable import HTTP

@Suite("HTTPDate (RFC 9110 §5.6.7)")
struct HTTPDateTests {
  @Test(
    "writes Unix time",
    arguments: [
      (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
      (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 GMT"),
      (1_735_689_599, "Tue, 31 Dec 2024 23:59:59 GMT"), (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
      (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
    ])
  func writes(seconds: Int, expected: String) {
    #expect(HTTPDate.text(secondsSince1970: seconds) == expected)
    #expect(HTTPDate.seconds(expected) == seconds)
  }

  @Test(
    "reads nothing else",
    arguments: [
      "", "Sun, 06 Nov 1994 08:49:37", "Mon, 06 Nov 1994 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT",
      "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nov 1994 25:00:00 GMT", "Sun, 06 Nov 99999 08:49:37 GMT",
    ])
  func refuses(text: String) { #expect(HTTPDate.seconds(text) == nil) }
}
