/// One event of `text/event-stream` (WHATWG HTML §9.2).
public struct ServerSentEvent: Sendable, Hashable {
  /// The last id that the stream has named, here or earlier; empty if none.
  public var id: String
  /// `message` where the stream gives no name.
  public var name: String
  /// The data lines, joined by LF.
  public var data: [UInt8]

  public init(id: String = "", name: String = "message", data: [UInt8]) {
    (self.id, self.name, self.data) = (id, name, data)
  }

  /// The data as text; what is not UTF-8 becomes U+FFFD.
  public var text: String { String(repairing: data.span) }

  /// Appends the event as `id`, `event` and `data` lines and the blank line that sends it.
  public func encode(into output: inout [UInt8]) {
    Self.encode(id: id, name: name, data: data.span, into: &output)
  }

  /// Appends an event without building one. An empty id and the name `message` are left out; every line of
  /// `data` becomes a line of its own (CR LF and CR arrive as LF). Line ends in `id` and `name` are dropped.
  public static func encode(id: String = "", name: String, data: Span<UInt8>, into output: inout [UInt8]) {
    if !id.isEmpty { line("id: ", id, into: &output) }
    if name != "message" { line("event: ", name, into: &output) }
    var start = 0
    repeat {
      let end = data.lineEnd(from: start)
      output.append(contentsOf: "data: ".utf8)
      output.append(copying: data.extracting(start..<end))
      output.append(.lf)
      start = end + (data.extracting(end..<data.count).starts(with: "\r\n") ? 2 : 1)
    } while start <= data.count
    output.append(.lf)
  }

  /// Appends a comment, which keeps a connection alive and reaches nobody.
  public static func encode(comment: String, into output: inout [UInt8]) {
    line(": ", comment, into: &output)
    output.append(.lf)
  }

  private static func line(_ field: String, _ value: String, into output: inout [UInt8]) {
    output.append(contentsOf: field.utf8)
    for byte in value.utf8 where byte != .cr && byte != .lf && byte != 0 { output.append(byte) }
    output.append(.lf)
  }
}

extension Span<UInt8> {
  /// The next CR or LF, or the end. One loop: two searches for one byte each would be quadratic.
  func lineEnd(from start: Int) -> Int {
    var index = start
    while index < count, self[index] != .lf, self[index] != .cr { index += 1 }
    return index
  }
}
