internal import HTTP

/// An answer whose head is encoded already but for the lines that differ from request to request.
/// What a server sends a thousand times is prepared once.
public struct PreparedResponse: Sendable {
  let status: Int
  let head: [UInt8]
  let body: Response.Body

  public init(_ response: Response) {
    self.init(response.status, response.fields, length: response.body.count, body: response.body)
  }

  /// `length` nil: the body goes on until the connection is closed.
  init(_ status: Int, _ fields: Fields, length: Int?, body: Response.Body = .none) {
    var head = Array("HTTP/1.1 \(status) \(Status.reason(status))\r\n".utf8)
    fields.encode(into: &head)
    // RFC 9110 §8.6: no length where there can be no body.
    if let length, status >= 200, status != 204, status != 304 { head += Array("Content-Length: \(length)\r\n".utf8) }
    self.status = status
    self.head = head
    self.body = body
  }
}
