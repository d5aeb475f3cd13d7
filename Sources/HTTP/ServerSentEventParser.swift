extension ServerSentEvent {
  /// Why a stream of events was given up: an event, or a line, is larger than the reader allows.
  public enum Failure: WireFailure {
    case tooLarge(limitBytes: Int)

    public var status: Int { 502 }
    public var description: String {
      switch self {
      case .tooLarge(let limit):
        "An event of the stream is larger than \(limit) bytes, which is the limit here."
      }
    }
  }

  /// Reads events from a stream that arrives in any pieces (WHATWG HTML §9.2.6).
  public struct Parser: Sendable {
    /// What the server wants as delay before a reconnect, if it said so.
    public private(set) var retryMilliseconds: Int?
    private let limitBytes: Int
    private var line: [UInt8] = []
    private var data: [UInt8] = []
    private var hasData = false
    private var name = ""
    private var id = ""
    private var skipsLF = false
    private var isFirstLine = true

    /// limitBytes: the largest event, data and unfinished line together
    public init(limitBytes: Int = 16 * 1024 * 1024) { self.limitBytes = limitBytes }

    /// bytes:   any cut of the stream; `at` moves over what was read, to just behind the event returned
    /// returns: the next event, or nil when the input is used up; what is unfinished at the end is no event
    /// cost:    O(bytes read)
    public mutating func next(_ bytes: Span<UInt8>, _ at: inout Int) throws(Failure) -> ServerSentEvent? {
      while at < bytes.count {
        if skipsLF {
          skipsLF = false
          if bytes[at] == .lf {
            at += 1
            continue
          }
        }
        let end = bytes.lineEnd(from: at)
        let part = bytes.extracting(at..<end)
        guard part.count <= limitBytes - data.count - line.count else {
          throw .tooLarge(limitBytes: limitBytes)
        }
        at = end
        guard end < bytes.count else {
          line.append(copying: part)
          return nil
        }
        skipsLF = bytes[end] == .cr
        at += 1
        if let event = finishLine(part) { return event }
      }
      return nil
    }

    private mutating func finishLine(_ part: Span<UInt8>) -> ServerSentEvent? {
      if line.isEmpty { return take(part) }
      line.append(copying: part)
      var whole: [UInt8] = []
      swap(&whole, &line)
      let event = take(whole.span)
      whole.removeAll(keepingCapacity: true)
      swap(&whole, &line)
      return event
    }

    private mutating func take(_ line: Span<UInt8>) -> ServerSentEvent? {
      let start = isFirstLine && line.isMarked ? 3 : 0
      isFirstLine = false
      if line.count == start { return dispatch() }
      let colon = line.first(.colon, from: start) ?? line.count
      var value = min(colon + 1, line.count)
      if value < line.count, line[value] == .space { value += 1 }
      field(line.extracting(start..<colon), line.extracting(value..<line.count))
      return nil
    }

    private mutating func field(_ field: Span<UInt8>, _ value: Span<UInt8>) {
      if field.isExactly("data") {
        if hasData { data.append(.lf) }
        data.append(copying: value)
        hasData = true
      } else if field.isExactly("event") {
        name = String(repairing: value)
      } else if field.isExactly("id") {
        if value.first(0) == nil { id = String(repairing: value) }
      } else if field.isExactly("retry") {
        retryMilliseconds = value.decimal() ?? retryMilliseconds
      }
    }

    private mutating func dispatch() -> ServerSentEvent? {
      defer { (data, hasData, name) = ([], false, "") }
      return hasData ? ServerSentEvent(id: id, name: name.isEmpty ? "message" : name, data: data) : nil
    }
  }
}

extension Span<UInt8> {
  /// Does a byte order mark stand at the front?
  fileprivate var isMarked: Bool { count >= 3 && self[0] == 0xef && self[1] == 0xbb && self[2] == 0xbf }

  /// Are these the bytes of `text`? Field names of event streams know upper from lower case.
  fileprivate func isExactly(_ text: String) -> Bool {
    let other = text.utf8.span
    guard count == other.count else { return false }
    for index in indices where self[index] != other[index] { return false }
    return true
  }
}
