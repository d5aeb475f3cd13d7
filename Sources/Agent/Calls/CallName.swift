/// Names and ids of calls, as every provider takes them.
enum CallName {
  private static let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)

  /// 9 letters and digits; no two calls of a conversation have the same.
  static func id() -> String {
    String(decoding: (0..<9).map { _ in letters.randomElement() ?? 97 }, as: UTF8.self)
  }

  /// A tool's name as a model gave it, without what no name may hold: `[a-zA-Z0-9_-]`, 1 to 64.
  static func clean(_ name: String) -> String {
    let bytes = name.utf8.prefix(64).map { letters.contains($0) || $0 == 0x2D ? $0 : UInt8(ascii: "_") }
    return bytes.isEmpty ? "unknown" : String(decoding: bytes, as: UTF8.self)
  }
}
