import HTTPClient
import Testing

@testable import Tools

@Suite struct WebReferenceTests {
  /// RFC 3986 §5.4, as far as it is about the web.
  @Test(arguments: [
    ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"),
    ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"), ("g#s", "http://a/b/c/g"),
    ("g?y#s", "http://a/b/c/g?y"), (";x", "http://a/b/c/;x"), (".", "http://a/b/c/"), ("./", "http://a/b/c/"),
    ("..", "http://a/b/"), ("../", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"),
    ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("/./g", "http://a/g"), ("/../g", "http://a/g"),
    ("g.", "http://a/b/c/g."), (".g", "http://a/b/c/.g"), ("g..", "http://a/b/c/g.."), ("./../g", "http://a/b/g"),
    ("./g/.", "http://a/b/c/g/"), ("g/./h", "http://a/b/c/g/h"), ("g/../h", "http://a/b/c/h"),
    ("g?y/../x", "http://a/b/c/g?y/../x"), ("https://x/y", "https://x/y"), ("HTTP://x", "HTTP://x"),
    (" g\n", "http://a/b/c/g"), ("h/ä b", "http://a/b/c/h/%C3%A4%20b"), ("\\\\g\\h", "http://g/h"),
  ]) func `resolves`(reference: String, address: String) throws {
    #expect(WebReference.resolve(reference, against: try HTTPURL("http://a/b/c/d;p?q")) == address)
  }

  @Test(arguments: [
    "", "#s", "javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "mailto:a@b", "ftp://a", "http:g",
    "file:///etc",
    String(repeating: "a", count: 5000),
  ]) func `leads nowhere`(reference: String) throws {
    #expect(WebReference.resolve(reference, against: try HTTPURL("http://a/b")) == nil)
  }
}
