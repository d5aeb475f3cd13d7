import Testing

@testable import HTTPClient

/// What `NO_PROXY` covers, entry by entry.
@Suite struct NoProxyTests {
  @Test(arguments: [
    ("", "example.org", false),
    ("*", "example.org", true),
    ("example.org", "example.org", true),
    ("example.org", "www.example.org", true),
    (".example.org", "www.example.org", true),
    (".example.org", "example.org", true),
    ("*.example.org", "www.example.org", true),
    ("example.org", "badexample.org", false),
    ("example.org", "example.org.evil.net", false),
    ("EXAMPLE.org", "example.org", true),
    ("example.org", "example.org.", true),
    ("a, b example.org\tc", "example.org", true),
    ("example.org:80", "example.org", true),
    ("example.org:8080", "example.org", false),
    ("10.0.0.0/8", "10.255.1.2", true),
    ("10.0.0.0/8", "11.0.0.1", false),
    ("192.168.1.128/25", "192.168.1.127", false),
    ("192.168.1.128/25", "192.168.1.200", true),
    ("0.0.0.0/0", "8.8.8.8", true),
    ("192.168.1.1", "192.168.1.1", true),
    ("192.168.1.1:80", "192.168.1.1", true),
    ("192.168.1.1:81", "192.168.1.1", false),
    ("10.0.0.0/33", "10.0.0.1", false),
    ("10.0.0.0/x", "10.0.0.1", false),
    ("fd00::/8", "fd12::1", true),
    ("fd00::/8", "fe80::1", false),
    ("[::2]", "::2", true),
    ("2001:db8::1", "2001:db8:0:0:0:0:0:1", true),
    ("0.0.0.1", "10.0.0.0.1", false),
    (".1", "10.0.0.1", false),
  ])
  func covers(list: String, host: String, covered: Bool) {
    #expect(NoProxy(list).covers(host, port: 80) == covered)
  }
}
