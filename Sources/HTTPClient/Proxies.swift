internal import FoundationEssentials
internal import Kernel

/// Which proxy leads to which address, by the variables that curl made customary.
///
/// `http_proxy` (lower case only: a CGI's `HTTP_PROXY` is the visitor's header), `https_proxy`/`HTTPS_PROXY`,
/// `all_proxy`/`ALL_PROXY`, `no_proxy`/`NO_PROXY`; lower case wins, empty means none. Loopback is never
/// proxied.
public struct Proxies: Equatable, Sendable {
  /// The proxies' addresses, for `http` and for `https`.
  public let http: String?
  public let https: String?
  private let exceptions: NoProxy

  public init(http: String? = nil, https: String? = nil, except list: String = "") {
    self.http = http
    self.https = https
    exceptions = NoProxy(list)
  }

  public init(environment: [String: String]) {
    func value(_ names: String...) -> String? {
      names.lazy.compactMap { environment[$0] }.first.flatMap { $0.isEmpty ? nil : $0 }
    }
    let all = value("all_proxy", "ALL_PROXY")
    self.init(
      http: value("http_proxy") ?? all, https: value("https_proxy", "HTTPS_PROXY") ?? all,
      except: value("no_proxy", "NO_PROXY") ?? "")
  }

  public static let none = Proxies()

  public static var fromEnvironment: Proxies { Proxies(environment: ProcessInfo.processInfo.environment) }

  /// The proxy on the way to `url`; nil: go directly.
  ///
  /// errors: as `Proxy.init`, only when that proxy would be needed
  func proxy(for url: HTTPURL) throws(HTTPClientError) -> Proxy? {
    guard let address = url.isSecure ? https : http, !isLoopback(url.host) else { return nil }
    return exceptions.covers(url.host, port: url.port) ? nil : try Proxy(address)
  }

  private func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host.hasSuffix(".localhost")
      || SocketAddress(literal: host, port: 0)?.isLoopback == true
  }
}
