import Testing

@testable import HTTPClient

/// Which proxy the environment's variables choose.
@Suite struct ProxiesTests {
  private func proxy(_ environment: [String: String], for url: String) throws -> String? {
    try Proxies(environment: environment).proxy(for: HTTPURL(url)).map { "\($0.host):\($0.port)" }
  }

  @Test(
    arguments: [
      (["http_proxy": "http://p:3128"], "http://example.org", "p:3128"),
      (["http_proxy": "p:3128"], "http://example.org", "p:3128"),
      (["http_proxy": "p"], "http://example.org", "p:80"),
      (["http_proxy": "http://p:3128"], "https://example.org", nil),
      (["HTTP_PROXY": "http://p:3128"], "http://example.org", nil),
      (["HTTPS_PROXY": "http://p:1"], "https://example.org", "p:1"),
      (["HTTPS_PROXY": "http://p:1", "https_proxy": "http://q:2"], "https://example.org", "q:2"),
      (["HTTPS_PROXY": "http://p:1", "https_proxy": ""], "https://example.org", nil),
      (["ALL_PROXY": "http://p:1"], "http://example.org", "p:1"),
      (["all_proxy": "http://p:1", "http_proxy": "http://q:2"], "http://example.org", "q:2"),
      (["all_proxy": "http://p:1", "NO_PROXY": "example.org"], "http://example.org", nil),
      (
        ["all_proxy": "http://p:1", "NO_PROXY": "example.org", "no_proxy": "other"], "http://example.org",
        "p:1"
      ),
      (["all_proxy": "socks5://p:1"], "http://localhost:11434", nil),
      (["all_proxy": "http://p:1"], "http://127.4.5.6", nil),
      (["all_proxy": "http://p:1"], "http://[::1]:8080", nil),
      (["all_proxy": "http://p:1"], "http://model.localhost", nil),
      ([:], "http://example.org", nil),
    ] as [([String: String], String, String?)])
  func chooses(environment: [String: String], url: String, expected: String?) throws {
    #expect(try proxy(environment, for: url) == expected)
  }

  @Test func refusesWhatItDoesNotSpeak() throws {
    let proxies = Proxies(environment: ["all_proxy": "socks5://p:1080"])
    #expect(throws: HTTPClientError.proxy("a proxy of the kind socks5:// is not supported, only http://")) {
      try proxies.proxy(for: HTTPURL("http://example.org"))
    }
  }

  @Test func makesBasicCredentials() throws {
    let proxies = Proxies(http: "http://Aladdin:open%20sesame@p:1")
    let proxy = try proxies.proxy(for: HTTPURL("http://example.org"))
    #expect(proxy?.authorization == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
  }
}
