internal import HTTP

/// An answer from the web.
struct FetchedPage: Sendable {
  let status: Int
  let body: FetchedBody

  /// A head of a few lines (status, final address, type, title), and a part of the text.
  ///
  /// start: bytes of the text to pass over. May take a second: not for the loop
  static func output(_ page: FetchedPage, from start: Int) throws(ToolFailure) -> ToolOutput {
    let isOK = (200..<300).contains(page.status)
    let content: FetchedBody.Content
    do { content = try page.body.content() } catch {
      if isOK { throw error }
      return ToolOutput("\(page.statusLine)\n\(error)", isOK: false)
    }
    var head = [page.statusLine, "\(content.type), \(content.bytes) bytes\(content.isWhole ? "" : ", cut off there")"]
    if !content.title.isEmpty { head.append("Title: \(content.title)") }
    if let note = content.note { head.append("[\(note)]") }
    if let picture = content.picture {
      return ToolOutput(head.joined(separator: "\n"), pictures: [picture], isOK: isOK)
    }
    let (text, rest) = part(content.text, start, &head)
    let isTruncated = rest > 0 || start > 0 || !content.isWhole
    return ToolOutput(head.joined(separator: "\n") + "\n\n" + text, isOK: isOK, isTruncated: isTruncated)
  }

  private var statusLine: String {
    let words = Status.reason(status)
    return "\(status)\(words.isEmpty ? "" : " " + words) \(body.url)"
  }

  /// A part of the text that a model is shown whole, and how many bytes follow it.
  private static func part(_ text: String, _ start: Int, _ head: inout [String]) -> (text: String, rest: Int) {
    let bytes = Array(text.utf8)
    if bytes.isEmpty {
      head.append("[there is no text]")
      return ("", 0)
    }
    let from = beginning(bytes, start)
    let end = beginning(bytes, from + ToolLimits.pagePartBytes)
    if from == bytes.count { head.append("[the text has only \(bytes.count) bytes]") }
    let rest = bytes.count - end
    let note = rest > 0 ? "\n[\(rest) more bytes of text: go on with start \(end)]" : ""
    return (String(decoding: bytes[from..<end], as: UTF8.self) + note, rest)
  }

  /// The beginning of the character that stands there.
  private static func beginning(_ bytes: [UInt8], _ place: Int) -> Int {
    var place = min(place, bytes.count)
    while place > 0, place < bytes.count, bytes[place] & 0xC0 == 0x80 { place -= 1 }
    return place
  }
}
