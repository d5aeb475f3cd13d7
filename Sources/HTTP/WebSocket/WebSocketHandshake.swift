/// The client's side of the opening handshake (RFC 6455 §4.2.1), and the answer to it.
public struct WebSocketHandshake: Sendable {
  /// Why a request does not become a WebSocket.
  public enum Failure: WireFailure {
    case notAnUpgrade
    case wrongVersion
    case badKey

    /// 426 must come with `Failure.fields`.
    public var status: Int { self == .badKey ? 400 : 426 }

    /// What the client is told to do instead (§4.4).
    public var fields: Fields { status == 426 ? ["Upgrade": "websocket", "Sec-WebSocket-Version": "13"] : [:] }

    public var description: String {
      switch self {
      case .notAnUpgrade: "Here one speaks WebSocket: the request must ask for an upgrade."
      case .wrongVersion: "Only version 13 of WebSocket is spoken here."
      case .badKey: "Sec-WebSocket-Key must be 16 bytes in base64, and once."
      }
    }
  }

  let key: String
  /// What was agreed upon for packing messages, if anything.
  public let deflate: WebSocketDeflate?

  /// takesDeflate: whether messages may be packed
  public init(_ head: RequestHead, takesDeflate: Bool = true) throws(Failure) {
    let fields = head.fields
    guard head.method == .get, head.version == .http11, head.framing == .none,
      fields.lists("Upgrade", "websocket"), fields.lists(.connection, "upgrade")
    else { throw .notAnUpgrade }
    guard fields.all("Sec-WebSocket-Version") == ["13"] else { throw .wrongVersion }
    let keys = fields.all("Sec-WebSocket-Key")
    guard keys.count == 1, Self.isKey(keys[0]) else { throw .badKey }
    key = keys[0]
    deflate = takesDeflate ? WebSocketDeflate(offers: fields.all("Sec-WebSocket-Extensions")) : nil
  }

  /// 22 letters of base64 and two signs that they are all.
  private static func isKey(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count == 24 && bytes.hasSuffix("==")
      && bytes.prefix(22).allSatisfy { $0.isLetter || $0.isDigit || $0 == 0x2b || $0 == .slash }
  }

  /// What the client's key is digested with, by SHA-1 (§1.3).
  public var challenge: [UInt8] { Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8) }

  /// The fields of the answer 101.
  ///
  /// digest: SHA-1 of `challenge`
  public func answer(digest: [UInt8], deflate: WebSocketDeflate?) -> Fields {
    var fields: Fields = ["Upgrade": "websocket", .connection: "Upgrade"]
    fields.append("Sec-WebSocket-Accept", Base64.encode(digest))
    if let deflate { fields.append("Sec-WebSocket-Extensions", deflate.description) }
    return fields
  }
}

extension [UInt8] {
  fileprivate func hasSuffix(_ text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
