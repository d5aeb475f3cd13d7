import EventLoop
import HTTP
import HTTPClient
import TestSupport

/// Short cuts of the tests.
func ok(_ body: String) -> String { "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)" }

@Loop func text(_ response: ClientResponse) async throws -> String {
  String(decoding: try await response.collect(atMost: 1 << 20), as: UTF8.self)
}

extension HTTPClient {
  /// A client that knows no proxy, whatever the environment says.
  @Loop convenience init(_ limits: Limits = .standard) { self.init(limits: limits, proxies: .none) }

  @Loop func get(_ url: HTTPURL) async throws -> String { try await text(send(ClientRequest(.get, url))) }

  /// The error of a request that must not succeed, its body's included.
  @Loop func failure(_ request: ClientRequest) async -> HTTPClientError? {
    do {
      _ = try await text(send(request))
      return nil
    } catch { return error as? HTTPClientError }
  }
}

extension TestServer {
  func url(_ path: String = "/") throws -> HTTPURL { try HTTPURL("http://127.0.0.1:\(port)\(path)") }
}
