/// The `Cookie` field (RFC 6265 §5.4).
extension Fields {
  /// The first cookie of that name; nil if there is none.
  public func cookie(_ name: String) -> String? {
    for line in all(.cookie) {
      for pair in line.split(separator: ";") {
        let pair = pair.drop { $0 == " " }
        if pair.hasPrefix(name), pair.dropFirst(name.count).first == "=" {
          return String(pair.dropFirst(name.count + 1))
        }
      }
    }
    return nil
  }
}
