internal import FoundationEssentials

/// Times as other files write them.
enum Timestamp {
  /// From Unix seconds or milliseconds, or ISO 8601.
  static func milliseconds(_ text: String?) -> Int? {
    guard let text else { return nil }
    if let number = Double(text) { return milliseconds(number) }
    if let date = try? Date(text, strategy: .iso8601) { return Int(date.timeIntervalSince1970 * 1000) }
    // Python's isoformat: no zone, microseconds. Read as UTC.
    let whole = text.prefix { $0 != "." && $0 != "+" }.replacing(" ", with: "T") + "Z"
    return (try? Date(String(whole), strategy: .iso8601)).map { Int($0.timeIntervalSince1970 * 1000) }
  }

  /// Nobody chatted before 1973: what is below 10^11 counts seconds.
  static func milliseconds(_ number: Double) -> Int? {
    guard number.isFinite, number >= 0, number < 1e15 else { return nil }
    return Int(number < 1e11 ? number * 1000 : number)
  }
}
