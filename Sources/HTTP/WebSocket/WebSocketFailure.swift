/// Why a WebSocket was given up: words for a person, and the code that the close frame gives (RFC 6455 §7.4.1).
public enum WebSocketFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The frames break the protocol.
  case malformed(String)
  /// A text is not UTF-8, or what was packed cannot be unpacked.
  case badPayload(String)
  case tooLarge(limitBytes: Int)

  public var closeCode: UInt16 {
    switch self {
    case .malformed: 1002
    case .badPayload: 1007
    case .tooLarge: 1009
    }
  }

  public var description: String {
    switch self {
    case .malformed(let words), .badPayload(let words): words
    case .tooLarge(let limit): "A message has more than \(limit) bytes, which is the limit here."
    }
  }

  static let notUTF8 = badPayload("A text is not UTF-8.")
}
