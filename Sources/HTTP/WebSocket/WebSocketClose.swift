/// Why a WebSocket ends, as a close frame says it (RFC 6455 §5.5.1).
public struct WebSocketClose: Hashable, Sendable {
  /// Nil if the frame gave none.
  public let code: UInt16?
  public let reason: String

  public static let normal = WebSocketClose(1000)
  /// The server goes.
  public static let goingAway = WebSocketClose(1001, "The server is shutting down.")

  /// reason: cut to what a control frame holds
  public init(_ code: UInt16?, _ reason: String = "") {
    self.code = code
    var reason = reason
    while reason.utf8.count > 123 { reason.removeLast() }
    self.reason = reason
  }

  public init(_ failure: WebSocketFailure) { self.init(failure.closeCode, failure.description) }

  init(payload: [UInt8]) throws(WebSocketFailure) {
    if payload.isEmpty {
      self.init(nil)
      return
    }
    guard payload.count > 1 else { throw .malformed("A close frame has one byte.") }
    let code = UInt16(payload[0]) << 8 | UInt16(payload[1])
    guard Self.isCode(code) else { throw .malformed("A close frame has the code \(code), which means nothing.") }
    guard let reason = String(strictly: payload.span.extracting(2...)) else { throw .notUTF8 }
    self.init(code, reason)
  }

  /// §7.4: those that may stand in a frame.
  private static func isCode(_ code: UInt16) -> Bool {
    switch code {
    case 1000...1003, 1007...1014, 3000...4999: true
    default: false
    }
  }

  var payload: [UInt8] {
    guard let code else { return [] }
    return [UInt8(code >> 8), UInt8(code & 255)] + reason.utf8
  }

  public var frame: [UInt8] { WebSocketFrame.encode(.close, payload) }
}
