internal import HTTPClient
internal import Kernel

/// An address that a model asks for.
enum WebAddress {
  /// errors: `ToolFailure` for what is no web address, or one that a person could take for another
  static func read(_ text: String) throws(ToolFailure) -> HTTPURL {
    guard text.utf8.count <= WebReference.lengthLimit else { throw ToolFailure("the address is too long") }
    var text = text.split(whereSeparator: \.isWhitespace).joined(separator: "%20")
    if !text.contains("://") { text = "https://" + text }
    if let hash = text.firstIndex(of: "#") { text = String(text[..<hash]) }
    let url: HTTPURL
    do { url = try HTTPURL(escaped(text)) } catch { throw ToolFailure(HumanLine.shown("\(error)", atMost: 400)) }
    guard url.credentials == nil else { throw ToolFailure("addresses with a name and a password are not fetched") }
    guard !isOddNumber(url.host) else {
      throw ToolFailure("\(url.host) is no host name; addresses are written as 192.0.2.1 or [2001:db8::1]")
    }
    return url
  }

  /// `127.1`, `0x7f000001`, `2130706433`, `0177.0.0.1`: spellings of addresses by which nobody means well.
  private static func isOddNumber(_ host: String) -> Bool {
    guard SocketAddress(literal: host, port: 0) == nil else { return false }
    guard let last = host.split(separator: ".").last else { return true }
    return last.utf8.allSatisfy { $0 &- 0x30 < 10 } || last.hasPrefix("0x")
  }

  /// Letters beyond ASCII in path and query, as browsers send them.
  private static func escaped(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if byte > 0x7F || byte == 0x20 {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
