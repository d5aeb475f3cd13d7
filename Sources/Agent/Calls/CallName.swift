/// Names and ids of calls, as every provider takes them.
enum CallName {
  private static let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)

  /// 9 letters and digits; no two calls of a conversation have the same.
  static func id() -> String {
    String(decoding: (0..<9).map { _ in letters.randomElement() ?? 97 }, as: UTF8.self)
  }

  /// The id, or, where it is none of ours or has been seen, one that is always the same for its place.
  static func unique(_ id: String, _ seen: inout Set<String>) -> String {
    let isOurs = id.utf8.count == 9 && id.utf8.allSatisfy(letters.contains)
    if isOurs, seen.insert(id).inserted { return id }
    var number = seen.count
    while true {
      let digits = String(number)
      let spare = "old" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
      if seen.insert(spare).inserted { return spare }
      number += 1
    }
  }

  /// A tool's name as a model gave it, without what no name may hold: `[a-zA-Z0-9_-]`, 1 to 64.
  static func clean(_ name: String) -> String {
    let bytes = name.utf8.prefix(64).map { letters.contains($0) || $0 == 0x2D ? $0 : UInt8(ascii: "_") }
    return bytes.isEmpty ? "unknown" : String(decoding: bytes, as: UTF8.self)
  }
}
