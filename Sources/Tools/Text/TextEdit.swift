internal import HTTP

/// A piece of text to be replaced by another.
struct TextEdit: Hashable, Sendable {
  private let old: [UInt8]
  private let new: [UInt8]
  private let isEverywhere: Bool

  init(old: String, new: String, isEverywhere: Bool) throws(ToolFailure) {
    guard !old.isEmpty else { throw ToolFailure("\"old_text\" is empty: write_file writes whole files") }
    guard old != new else { throw ToolFailure("\"old_text\" and \"new_text\" are the same: there is nothing to do") }
    guard new.utf8.count <= ToolLimits.writtenBytes else { throw ToolFailure("\"new_text\" is too long") }
    self.old = Array(old.utf8)
    self.new = Array(new.utf8)
    self.isEverywhere = isEverywhere
  }

  /// The text with the edit made. Line breaks stay of the kind that the file has.
  ///
  /// errors: `ToolFailure`, with what a model needs to hit the next time
  func applied(to text: [UInt8], named name: String) throws(ToolFailure) -> [UInt8] {
    guard !text.contains(0), String(strictly: text.span) != nil else {
      throw ToolFailure("\(name) is not a text in UTF-8, and cannot be edited")
    }
    let (old, new) = suited(to: text)
    let places = LinearSearch(old).places(in: text)
    guard !places.isEmpty else {
      throw ToolFailure("\"old_text\" is not in \(name). \(NearMiss(of: old, in: text).words)")
    }
    guard places.count == 1 || isEverywhere else { throw ambiguous(places, text, name) }
    guard text.count + places.count * max(0, new.count - old.count) <= ToolLimits.writtenBytes else {
      throw ToolFailure("\(name) would be longer than \(ToolLimits.writtenBytes) bytes")
    }
    var result: [UInt8] = []
    var at = 0
    for place in places {
      result += text[at..<place] + new
      at = place + old.count
    }
    return result + text[at...]
  }

  /// Models write line feeds, also where every line of the file ends with CR LF.
  private func suited(to text: [UInt8]) -> (old: [UInt8], new: [UInt8]) {
    guard !old.contains(0x0D), let end = text.firstIndex(of: 0x0A), end > 0, text[end - 1] == 0x0D else {
      return (old, new)
    }
    return (Self.withReturns(old), Self.withReturns(new))
  }

  private static func withReturns(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for byte in bytes {
      if byte == 0x0A, result.last != 0x0D { result.append(0x0D) }
      result.append(byte)
    }
    return result
  }

  private func ambiguous(_ places: [Int], _ text: [UInt8], _ name: String) -> ToolFailure {
    let lines = TextLines(text)
    let numbers = places.prefix(20).map { String(lines.line(at: $0) + 1) }.joined(separator: ", ")
    let more = places.count > 20 ? " …" : ""
    return ToolFailure(
      "\"old_text\" stands in \(name) \(places.count) times (lines \(numbers)\(more)): take in more lines around "
        + "the one that is meant, or set replace_all")
  }
}
