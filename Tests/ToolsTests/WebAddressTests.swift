import HTTPClient
import Testing

@testable import Tools

@Suite struct WebAddressTests {
  @Test(arguments: [
    ("http://example.org", "http://example.org/"), ("example.org/a?b#c", "https://example.org/a?b"),
    ("https://example.org/ä b", "https://example.org/%C3%A4%20b"), ("http://[2606::1]:8080/", "http://[2606::1]:8080/"),
    (" http://1.1.1.1/ ", "http://1.1.1.1/"),
  ]) func `reads`(text: String, url: String) throws {
    #expect(try WebAddress.read(text).description == url)
  }

  @Test(arguments: [
    "", "http://", "ftp://example.org", "file:///etc/passwd", "http://user:secret@example.org/", "http://127.1/",
    "http://2130706433/", "http://0x7f000001/", "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://127.0.1/",
    "http://017700000001", "http://127.0.0.1.:80/", "http://1.2.3.4.5/", "http://[::1%eth0]/", "http://[127.0.0.1]/",
    "http://münchen.example/", "http://a..999/", "http://０.０.０.０/", "http://①②⑦.⓪.⓪.①/", "javascript:alert(1)",
    "http://./", "http://example.org:0/", "http://example.org:99999/",
  ]) func `refuses`(text: String) {
    #expect(throws: ToolFailure.self, "\(text)") { try WebAddress.read(text) }
  }
}
