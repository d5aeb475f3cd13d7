public import HTTP

/// A request to send, whole in memory.
///
/// `Host`, `Content-Length`, `Accept-Encoding: identity` and, if they are missing, `Accept` and `User-Agent`
/// are added. `Host`, `Connection`, `Content-Length` and `Transfer-Encoding` are never taken from `fields`.
public struct ClientRequest: Sendable {
  public var method: Method
  public var url: HTTPURL
  public var fields: Fields
  public var body: [UInt8]
  /// For everything up to a usable connection: a place in the pool, the name, TCP, the proxy and TLS
  /// together.
  public var connectTimeout: Duration = .seconds(10)
  /// For each stretch without a byte, in either direction, from then on to the answer's end.
  public var silenceTimeout: Duration = .seconds(120)

  public init(_ method: Method = .get, _ url: HTTPURL, fields: Fields = Fields(), body: [UInt8] = []) {
    self.method = method
    self.url = url
    self.fields = fields
    self.body = body
  }
}
