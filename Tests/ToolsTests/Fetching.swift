import Chat
import EventLoop
import HTTPClient
import TestSupport

@testable import Tools

/// Short cuts of the tests of `fetch_url`.
@Loop enum Fetching {
  static func tool(_ names: FakeNameServer? = nil, allowing: [String] = ["127.0.0.1"]) -> FetchURL {
    var configuration = ResolverConfiguration()
    configuration.nameServers = "127.0.0.1:\(names?.port ?? 1)"
    configuration.avahiSocket = "/nowhere/avahi"
    let policy = AddressPolicy(allowing: allowing)
    let client = HTTPClient(
      proxies: .none, resolver: Resolver(configuration), admits: { policy.admits($0) })
    return FetchURL(client: client, timeout: .seconds(20))
  }

  static func url(_ server: TestServer, _ path: String = "/") -> JSONValue {
    .string("http://127.0.0.1:\(server.port)\(path)")
  }

  nonisolated static func answer(_ body: String, _ type: String) -> String {
    "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }
}
