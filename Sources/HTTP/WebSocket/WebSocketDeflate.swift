/// What both sides agreed upon for packing messages: `permessage-deflate` and its parameters (RFC 7692 §7).
public struct WebSocketDeflate: Hashable, Sendable, CustomStringConvertible {
  /// Each message of the server's is packed by itself.
  public var serverForgets = false
  /// Each message of the client's is packed by itself.
  public var clientForgets = false
  /// The windows' sizes as powers of two, 9 to 15; the server's is set only if the client asked for it.
  public var serverWindow: Int?
  /// Set only if the client offered it: then it may be made smaller.
  public var clientWindow: Int?

  public init() {}

  /// The first of the client's offers that can be taken as it is; nil if there is none.
  ///
  /// fields: the values of `Sec-WebSocket-Extensions`
  init?(offers fields: [String]) {
    for field in fields {
      let bytes = Array(field.utf8)
      var start = 0
      while start < bytes.count {
        let end = bytes.span.elementEnd(from: start)
        if let offer = WebSocketDeflate(offer: bytes.span.extracting(start..<end)) {
          self = offer
          return
        }
        start = end + 1
      }
    }
    return nil
  }

  /// An offer with a parameter that is unknown, twice or out of range is one that we do not take (§5.1, §7.1).
  private init?(offer bytes: Span<UInt8>) {
    var parts: [String] = []
    var start = 0
    while start <= bytes.count {
      let end = bytes.elementEnd(from: start, separator: .semicolon)
      parts.append(String(repairing: bytes.extracting(bytes.trimmed(start..<end))))
      start = end + 1
    }
    guard parts.removeFirst() == "permessage-deflate" else { return nil }
    var seen: Set<String> = []
    for part in parts {
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = halves[0].trimmed
      guard seen.insert(name).inserted, take(name, halves.count > 1 ? halves[1].trimmed : nil) else { return nil }
    }
  }

  private mutating func take(_ name: String, _ value: String?) -> Bool {
    switch (name, value) {
    case ("server_no_context_takeover", nil): serverForgets = true
    case ("client_no_context_takeover", nil): clientForgets = true
    // zlib cannot make bare deflate with a window of 2^8.
    case ("server_max_window_bits", let value?):
      guard let bits = Self.bits(value), bits > 8 else { return false }
      serverWindow = bits
    case ("client_max_window_bits", let value):
      guard let bits = value.map({ Self.bits($0) }) ?? 15 else { return false }
      clientWindow = bits
    default: return false
    }
    return true
  }

  /// §7.1.2: a whole number from 8 to 15 without zeros in front, as it is or in quotes.
  private static func bits(_ text: String) -> Int? {
    let isQuoted = text.count > 1 && text.hasPrefix("\"") && text.hasSuffix("\"")
    let digits = isQuoted ? String(text.dropFirst().dropLast()) : text
    guard let bits = Int(digits), (8...15).contains(bits), "\(bits)" == digits else { return nil }
    return bits
  }

  /// As the server's answer says it. Of the client's window it need not speak: ours takes the largest.
  public var description: String {
    var words = "permessage-deflate"
    if serverForgets { words += "; server_no_context_takeover" }
    if clientForgets { words += "; client_no_context_takeover" }
    if let serverWindow { words += "; server_max_window_bits=\(serverWindow)" }
    return words
  }
}

extension Substring {
  fileprivate var trimmed: String {
    let bytes = Array(utf8)
    return String(repairing: bytes.span.extracting(bytes.span.trimmed(0..<bytes.count)))
  }
}
