internal import FoundationEssentials

/// An HTTP proxy to go through.
struct Proxy: Hashable, Sendable {
  let host: String
  let port: UInt16
  /// The value of `Proxy-Authorization` (RFC 7617), if its address has a name and password.
  let authorization: String?

  /// Takes a proxy's address as `http_proxy` holds it; without a scheme it is `http`, without a port 80.
  ///
  /// errors: `.proxy` for what we do not speak (SOCKS, TLS to the proxy), `.invalidURL`
  init(_ text: String) throws(HTTPClientError) {
    if let end = text.firstRange(of: "://"), text[..<end.lowerBound].lowercased() != "http" {
      throw .proxy("a proxy of the kind \(text[..<end.lowerBound]):// is not supported, only http://")
    }
    let url = try HTTPURL(text.contains("://") ? text : "http://" + text)
    host = url.host
    port = url.port
    authorization = url.credentials.map(basicAuthorization)
  }
}

/// The value of `Authorization` for `name:password` (RFC 7617).
func basicAuthorization(_ credentials: String) -> String {
  "Basic " + Data(credentials.utf8).base64EncodedString()
}
