import HTTPClient
import Testing

/// RFC 9110 §4.2, as far as a model server's address needs it.
@Suite struct HTTPURLTests {
  @Test(arguments: [
    ("http://example.org", "http://example.org/"),
    ("HTTPS://Example.ORG:443/v1/models?x=1#top", "https://example.org/v1/models?x=1"),
    ("http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/v1"),
    ("https://[::1]:8443", "https://[::1]:8443/"),
    ("http://user:pa%20ss@host/", "http://host/"),
    ("http://model_server:8000?q", "http://model_server:8000/?q"),
    ("http://host:", "http://host/"),
  ])
  func readsAndWritesAddresses(text: String, written: String) throws {
    #expect(try HTTPURL(text).description == written)
  }

  @Test(arguments: [
    "", "host/path", "ftp://host/", "http://", "http:///path", "http://ho st/", "http://höst/",
    "http://host:0/",
    "http://host:65536/", "http://host:1x/", "http://[::1/", "http://[1.2.3.4]/", "http://[::g]/",
    "http://a b/",
    "http://host\r\n/", "http://ho/st\u{7F}", "http://a@b@c<d>/", "http://host:+80/",
  ])
  func refusesWhatIsNone(text: String) {
    #expect(throws: HTTPClientError.self) { try HTTPURL(text) }
  }

  @Test func appendsPathsWithOneSlash() throws {
    for (base, more) in [("http://h/v1", "models"), ("http://h/v1/", "/models"), ("http://h/v1?a", "models")]
    {
      #expect(try HTTPURL(base).appending(path: more).description == "http://h/v1/models")
    }
  }

  @Test func keepsCredentialsApart() throws {
    #expect(try HTTPURL("http://user:pa%20ss@host/").credentials == "user:pa ss")
    #expect(try HTTPURL("http://host/").credentials == nil)
  }
}
