/// Makes the names under which models know the tools of servers: `server_tool`, of `[a-zA-Z0-9_-]`, 64
/// characters at most, no two alike.
struct ToolNames {
  private static let limit = 64
  private static let serverLimit = 32

  private var taken: Set<String>

  /// reserved: names that somebody else has
  init(reserved: Set<String> = []) { taken = reserved }

  /// The name if it is short enough and free; else its beginning and a number made of what it stands for, so
  /// that it stays the same whichever other tools come and go.
  mutating func name(server: String, tool: String) -> String {
    let plain = Self.prefix(of: server) + Self.clean(tool)
    if plain.utf8.count <= Self.limit, taken.insert(plain).inserted { return plain }
    var seed = server + "\0" + tool
    while true {
      let name = plain.prefix(Self.limit - 9) + "_" + Self.digest(seed)
      if taken.insert(String(name)).inserted { return String(name) }
      seed += "\0"
    }
  }

  /// What the names of a server's tools begin with.
  static func prefix(of server: String) -> String { clean(server).prefix(serverLimit) + "_" }

  /// Whether a pattern could take in a name that begins so.
  static func pattern(_ pattern: String, mayMatchAfter prefix: String) -> Bool {
    guard let star = pattern.firstIndex(of: "*") else { return pattern.hasPrefix(prefix) }
    let literal = pattern[..<star]
    return literal.hasPrefix(prefix) || prefix.hasPrefix(literal)
  }

  private static func clean(_ text: String) -> String {
    String(decoding: text.utf8.map { isFit($0) ? $0 : UInt8(ascii: "_") }, as: UTF8.self)
  }

  private static func isFit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// FNV-1a in eight hex digits: Swift's own hashes differ from run to run.
  private static func digest(_ text: String) -> String {
    var hash: UInt32 = 2_166_136_261
    for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
