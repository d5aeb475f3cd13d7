/// How a message tells where its body ends (RFC 9112 §6.3).
public enum BodyFraming: Sendable, Hashable {
  /// There is no body.
  case none
  /// A body of that many bytes, at least one.
  case counted(Int)
  case chunked
  /// Responses only: the body goes on until the sender closes.
  case untilClose

  /// A request without a length has no body.
  init(request control: MessageControl) {
    if control.isChunked {
      self = .chunked
    } else if let length = control.contentLength, length > 0 {
      self = .counted(length)
    } else {
      self = .none
    }
  }

  /// A response's body depends on what was asked for, too.
  init(response control: MessageControl, status: Int, to method: Method) {
    let opensTunnel = method == .other("CONNECT") && (200..<300).contains(status)
    if method == .head || status < 200 || status == 204 || status == 304 || opensTunnel {
      self = .none
    } else if control.isChunked || control.contentLength != nil {
      self = BodyFraming(request: control)
    } else {
      self = .untilClose
    }
  }
}
