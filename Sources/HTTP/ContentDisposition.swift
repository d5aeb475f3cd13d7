/// How a browser is to treat a file: show it or save it, and under which name (RFC 6266).
public enum ContentDisposition: String, Sendable {
  case inline, attachment

  /// The field's value. A name that is not plain ASCII is given twice: tamed, and exactly (RFC 8187).
  public func field(filename: String) -> String {
    let plain = String(filename.unicodeScalars.map { $0.isTame ? Character($0) : "_" })
    let exact = plain == filename ? "" : "; filename*=UTF-8''" + PercentEncoding.encode(filename)
    return "\(rawValue); filename=\"\(plain)\"\(exact)"
  }
}

extension Unicode.Scalar {
  /// Stands in a quoted string without meaning anything to anybody: `%` some browsers decode.
  fileprivate var isTame: Bool {
    (0x20..<0x7f).contains(value) && self != "\"" && self != "\\" && self != "%" && self != "/"
  }
}
