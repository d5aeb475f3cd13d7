/// What stands at the head of a session's file, one `key: value` a line between two `---`.
struct FrontMatter: Sendable, Hashable {
  var id: String
  var name: String
  var created: Int
  var updated: Int
  var pinned = false
  var agent: String?
  var user: String
  /// The call that made the session by itself, so that the same call finds it again.
  var clientID: String?
  /// Tools that need not ask in this session any more.
  var allowedTools: [String] = []
  /// The last number given when the file was written as a whole; later ones stand in the trailers.
  var cursor: Cursor

  func encoded() -> [UInt8] {
    var lines = [
      "---", "id: \(id)", "name: \(Self.value(name))", "created: \(created)", "updated: \(updated)",
    ]
    lines.append("pinned: \(pinned)")
    if let agent { lines.append("agent: \(Self.value(agent))") }
    lines.append("user: \(Self.value(user))")
    if let clientID { lines.append("client: \(Self.value(clientID))") }
    if !allowedTools.isEmpty { lines.append("allowed: \(allowedTools.joined(separator: ", "))") }
    lines += ["cursor: \(cursor)", "---", ""]
    return Array(lines.joined(separator: "\n").utf8)
  }

  /// Plain where YAML agrees that it is plain text, else a JSON string, which YAML also reads.
  private static func value(_ text: String) -> String {
    let isPlain =
      text.first?.isLetter == true && text.last?.isWhitespace == false
      && text.unicodeScalars.allSatisfy {
        $0.value >= 32 && !"\"#:\\\u{7f}\u{85}\u{2028}\u{2029}".unicodeScalars.contains($0)
      }
      && !["true", "false", "null", "yes", "no", "on", "off"].contains(text.lowercased())
    if isPlain { return text }
    var bytes: [UInt8] = []
    JSONText.append(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension FrontMatter {
  /// Reads what is there; what is missing gets its likeliest value.
  ///
  /// lines:  those between the two `---`
  /// id:     from the file's name
  init(lines: [Substring], id: String) {
    var values: [String: String] = [:]
    for line in lines {
      guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { continue }
      values[String(line[..<colon])] = Self.text(line[line.utf8.index(after: colon)...])
    }
    self.id = id
    name = values["name"] ?? values["title"] ?? ""
    // Of our own making they are milliseconds, however small.
    let read = values["cursor"] == nil ? Timestamp.milliseconds : { $0.flatMap { Int($0) } }
    created = read(values["created"]) ?? 0
    updated = read(values["updated"]) ?? created
    pinned = values["pinned"]?.lowercased() == "true"
    agent = values["agent"]
    user = values["user"] ?? User.owner.name
    clientID = values["client"]
    allowedTools = values["allowed"]?.split { $0 == "," || $0 == " " }.map(String.init) ?? []
    cursor = values["cursor"].flatMap { Cursor($0) } ?? Cursor(epoch: Epoch.random(), sequence: 0)
  }

  /// As bytes: a mark that combines with the quote or the space before it would make one character of both.
  static func text(_ raw: Substring) -> String {
    let bytes = raw.utf8.drop { $0 == UInt8(ascii: " ") }
    let text = String(Substring(bytes))
    guard bytes.first == UInt8(ascii: "\"") else { return text }
    return (try? JSONText.decode(String.self, from: bytes)) ?? text
  }
}
