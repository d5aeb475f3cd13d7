internal import HTTPClient

/// References as pages and redirects write them (RFC 3986 §5.2).
enum WebReference {
  static let lengthLimit = 4096

  /// The absolute address that is meant, its fragment dropped.
  ///
  /// returns: nil for what is not `http` or `https`, leads only within the page, or is too long
  static func resolve(_ reference: String, against base: HTTPURL) -> String? {
    guard var text = cleaned(reference), !text.isEmpty, text.first != UInt8(ascii: "#") else { return nil }
    if let fragment = text.firstIndex(of: UInt8(ascii: "#")) { text.removeSubrange(fragment...) }
    if let scheme = scheme(of: text) {
      let isWeb = (scheme == "http" || scheme == "https") && text.dropFirst(scheme.utf8.count + 1).starts(with: slashes)
      return isWeb ? string(text) : nil
    }
    if text.starts(with: slashes) { return (base.isSecure ? "https:" : "http:") + string(text) }
    let query = base.query.map { $0.utf8.count + 1 } ?? 0
    let origin = base.description.dropLast(base.path.utf8.count + query)
    if text.first == UInt8(ascii: "?") { return origin + base.path + string(text) }
    let folder = base.path.prefix(through: base.path.lastIndex(of: "/") ?? base.path.startIndex)
    let path = text.first == UInt8(ascii: "/") ? text : Array(folder.utf8) + text
    return origin + string(withoutDots(path))
  }

  private static let slashes = Array("//".utf8)

  /// Without what the web ignores in addresses, and with what it escapes escaped.
  private static func cleaned(_ reference: String) -> [UInt8]? {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in reference.utf8.drop(while: { $0 <= 0x20 }) {
      switch byte {
      case 0x09, 0x0A, 0x0D: break
      case ..<0x21, 0x7F..., UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"):
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      case UInt8(ascii: "\\"): bytes.append(UInt8(ascii: "/"))
      default: bytes.append(byte)
      }
      if bytes.count > lengthLimit { return nil }
    }
    while bytes.suffix(3) == Array("%20".utf8)[...] { bytes.removeLast(3) }
    return bytes
  }

  private static func scheme(of text: [UInt8]) -> String? {
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")), colon > 0 else { return nil }
    let isScheme = text[..<colon].allSatisfy {
      ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-")
        || $0 == UInt8(ascii: ".")
    }
    return isScheme ? string(Array(text[..<colon])).lowercased() : nil
  }

  /// `/a/b/../c/./d` is `/a/c/d` (RFC 3986 §5.2.4); the query is left as it is.
  private static func withoutDots(_ text: [UInt8]) -> [UInt8] {
    let end = text.firstIndex(of: UInt8(ascii: "?")) ?? text.count
    var segments: [ArraySlice<UInt8>] = []
    let given = text[..<end].split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst()
    for (index, segment) in given.enumerated() {
      let isLast = index == given.count - 1
      switch string(Array(segment.prefix(3))) {
      case "." where segment.count == 1: if isLast { segments.append([]) }
      case ".." where segment.count == 2:
        _ = segments.popLast()
        if isLast { segments.append([]) }
      default: segments.append(segment)
      }
    }
    return segments.flatMap { [UInt8(ascii: "/")] + $0 } + text[end...]
  }

  private static func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
