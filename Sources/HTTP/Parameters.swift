/// A field value of the form `value; name=value; name="quoted value"` (RFC 9110 §5.6.6).
struct Parameters {
  /// What stands before the first semicolon, in lower case.
  let value: String
  private var items: [(name: String, value: String)] = []

  /// Nil if a parameter has no `=`, a quote is not closed, or something follows a closing quote.
  init?(_ bytes: Span<UInt8>) {
    let end = bytes.first(.semicolon) ?? bytes.count
    value = String(repairing: bytes.extracting(bytes.trimmed(0..<end))).lowercased()
    var at = end
    while at < bytes.count {
      guard bytes[at] == .semicolon, let item = Self.item(bytes, &at) else { return nil }
      if !item.name.isEmpty { items.append(item) }
    }
  }

  /// The first parameter of that name (lower case), or nil.
  subscript(name: String) -> String? { items.first { $0.name == name }?.value }

  private static func item(_ bytes: Span<UInt8>, _ at: inout Int) -> (name: String, value: String)? {
    at = bytes.skippingBlanks(from: at + 1)
    if at == bytes.count || bytes[at] == .semicolon { return ("", "") }
    let start = at
    while at < bytes.count, bytes[at].isToken { at += 1 }
    guard at > start, at < bytes.count, bytes[at] == .equals else { return nil }
    let name = String(repairing: bytes.extracting(start..<at)).lowercased()
    at += 1
    let isQuoted = at < bytes.count && bytes[at] == .quote
    guard let value = isQuoted ? quoted(bytes, &at) : bare(bytes, &at) else { return nil }
    return (name, value)
  }

  private static func bare(_ bytes: Span<UInt8>, _ at: inout Int) -> String? {
    let start = at
    at = bytes.first(.semicolon, from: at) ?? bytes.count
    return String(repairing: bytes.extracting(bytes.trimmed(start..<at)))
  }

  /// A backslash escapes a quote or a backslash and stands for itself before all else, because browsers put
  /// the paths of Windows into file names as they are; nor does it escape the very last quote.
  private static func quoted(_ bytes: Span<UInt8>, _ at: inout Int) -> String? {
    var text: [UInt8] = []
    at += 1
    while at < bytes.count, bytes[at] != .quote {
      let next = at + 1 < bytes.count ? bytes[at + 1] : 0
      let isEscape =
        bytes[at] == .backslash && (next == .backslash || (next == .quote && at + 2 < bytes.count))
      text.append(isEscape ? next : bytes[at])
      at += isEscape ? 2 : 1
    }
    guard at < bytes.count else { return nil }
    at = bytes.skippingBlanks(from: at + 1)
    return String(repairing: text.span)
  }
}

extension Span<UInt8> {
  fileprivate func skippingBlanks(from start: Int) -> Int {
    var index = start
    while index < count, self[index].isBlank { index += 1 }
    return index
  }
}
