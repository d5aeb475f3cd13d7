/// Takes the text of an `HTTPURL` apart, from the front.
struct HTTPURLParser {
  private let text: String
  private var rest: Substring

  init(_ text: String) {
    self.text = text
    rest = text[...]
  }

  mutating func parse() throws(HTTPClientError) -> HTTPURL {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw refuse("it has spaces, control characters or letters beyond ASCII")
    }
    let isSecure = try takeScheme()
    if let fragment = rest.firstIndex(of: "#") { rest = rest[..<fragment] }
    var authority = rest.prefix { $0 != "/" && $0 != "?" }
    rest = rest[authority.endIndex...]
    let credentials = takeCredentials(&authority)
    let host = try takeHost(&authority)
    let port = try portNumber(authority)
    let path = rest.prefix { $0 != "?" }
    return HTTPURL(
      isSecure: isSecure, host: host, port: port, path: path.isEmpty ? "/" : String(path),
      query: path.endIndex == rest.endIndex ? nil : String(rest[path.endIndex...].dropFirst()),
      credentials: credentials)
  }

  private mutating func takeScheme() throws(HTTPClientError) -> Bool {
    for (scheme, isSecure) in [("http://", false), ("https://", true)]
    where text.prefix(scheme.count).lowercased() == scheme {
      rest = text.dropFirst(scheme.count)
      return isSecure
    }
    throw refuse("it must begin with http:// or https://")
  }

  private func takeCredentials(_ authority: inout Substring) -> String? {
    guard let at = authority.lastIndex(of: "@") else { return nil }
    defer { authority = authority[authority.index(after: at)...] }
    return Self.percentDecoded(authority[..<at])
  }

  private func takeHost(_ authority: inout Substring) throws(HTTPClientError) -> String {
    if authority.first == "[" {
      let literal = authority.dropFirst().prefix { $0 != "]" }
      guard literal.endIndex != authority.endIndex, literal.contains(":"), IPAddress(String(literal)) != nil
      else { throw refuse("the address in brackets is not IPv6") }
      authority = authority[literal.endIndex...].dropFirst()
      return literal.lowercased()
    }
    let name = authority.prefix { $0 != ":" }
    guard !name.isEmpty, name.utf8.count <= 253, name.utf8.allSatisfy(Self.isNameByte) else {
      throw refuse("it has no valid host name")
    }
    authority = authority[name.endIndex...]
    return name.lowercased()
  }

  private func portNumber(_ text: Substring) throws(HTTPClientError) -> UInt16? {
    if text.isEmpty || text == ":" { return nil }
    guard text.first == ":", text.dropFirst().utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let port = UInt16(text.dropFirst()), port > 0
    else { throw refuse("the port must be a number from 1 to 65535") }
    return port
  }

  private func refuse(_ why: String) -> HTTPClientError {
    .invalidURL("\"\(text)\" is no web address: \(why)")
  }

  /// Letters, digits, `-`, `.`, and `_`, which container networks use in names.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private static func percentDecoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      if byte == UInt8(ascii: "%"), digits.count == 2, let value = UInt8(String(Substring(digits)), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
