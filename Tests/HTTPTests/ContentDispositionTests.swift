import Testing

@testable import HTTP

@Suite("ContentDisposition (RFC 6266)")
struct ContentDispositionTests {
  @Test(
    "names files safely",
    arguments: [
      ("a b.txt", "attachment; filename=\"a b.txt\""),
      ("naïve.txt", "attachment; filename=\"na_ve.txt\"; filename*=UTF-8''na%C3%AFve.txt"),
      ("a\"\r\nX: y", "attachment; filename=\"a___X: y\"; filename*=UTF-8''a%22%0D%0AX%3A%20y"),
      ("100%41.txt", "attachment; filename=\"100_41.txt\"; filename*=UTF-8''100%2541.txt"),
    ])
  func fields(name: String, expected: String) {
    #expect(ContentDisposition.attachment.field(filename: name) == expected)
  }
}
