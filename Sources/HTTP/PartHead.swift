/// The head of one part of a form (RFC 7578 §4).
public struct PartHead: Sendable {
  /// The name of the form's field.
  public let name: String
  /// The file's own name without any path and control characters; nil if the part is no file. May be empty.
  public let filename: String?
  /// As the sender says, unproven; nil if it says nothing.
  public let contentType: String?

  /// head: with the blank line at its end
  init(_ head: [UInt8]) throws(MultipartFailure) {
    var reader = HeadLines(capacity: 4)
    do { try reader.read(head.span, from: 0) } catch { throw .badPartHead(error) }
    let fields = Fields(bytes: head, lines: reader.lines)
    guard let range = fields.range(of: .contentDisposition),
      let disposition = Parameters(head.span.extracting(range)), disposition.value == "form-data",
      let name = disposition["name"]
    else { throw .missingName }
    self.name = Self.unescaped(name)
    filename = Self.filename(disposition)
    contentType = fields[.contentType]
  }

  private static func filename(_ disposition: Parameters) -> String? {
    if let extended = disposition["filename*"], let name = decoded(extended) { return baseName(name) }
    return disposition["filename"].map { baseName(unescaped($0)) }
  }

  /// `UTF-8''na%C3%AFve` (RFC 8187). Browsers never send it, some libraries do.
  private static func decoded(_ text: String) -> String? {
    let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let bytes = PercentEncoding.decode(String(parts[2]).utf8.span) else { return nil }
    switch parts[0].lowercased() {
    case "utf-8": return String(strictly: bytes.span)
    case "iso-8859-1": return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    default: return nil
    }
  }

  /// What browsers write for a quote, CR and LF in names (WHATWG HTML §4.10.21.8). They leave `%` as it is.
  private static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(.percent) else { return text }
    let bytes = text.utf8.span
    var output: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let escape = bytes[index] == .percent ? bytes.formEscape(at: index) : nil
      output.append(escape ?? bytes[index])
      index += escape == nil ? 1 : 3
    }
    return String(repairing: output.span)
  }

  /// The last component, for senders that send whole paths, of either kind (RFC 7578 §4.2).
  private static func baseName(_ path: String) -> String {
    let name = path.utf8.split(omittingEmptySubsequences: false) { $0 == .slash || $0 == .backslash }.last
    let visible = (name.map(Array.init) ?? []).filter { !$0.isControl }
    return String(repairing: visible.span)
  }
}

extension Span<UInt8> {
  fileprivate func formEscape(at index: Int) -> UInt8? {
    guard index + 2 < count else { return nil }
    let code = extracting(index + 1..<index + 3)
    return code.isSame(as: "22") ? .quote : code.isSame(as: "0D") ? .cr : code.isSame(as: "0A") ? .lf : nil
  }
}
