/// Decodes a body of any framing, and holds it to a limit.
public struct BodyDecoder: Sendable {
  public enum Failure: WireFailure {
    /// More than `limitBytes`; known before the first byte when the body is counted.
    case tooLarge(limitBytes: Int)
    case chunked(ChunkedBodyFailure)

    public var status: Int {
      switch self {
      case .tooLarge: 413
      case .chunked(let failure): failure.status
      }
    }

    public var description: String {
      switch self {
      case .tooLarge(let limit): "The body is larger than \(limit) bytes, which is the limit here."
      case .chunked(let failure): failure.description
      }
    }
  }

  private enum Way: Sendable {
    case counted(remaining: Int)
    case chunked(ChunkedBody)
    case untilClose
  }

  private var way: Way
  private let limitBytes: Int
  private var hasFinished = false
  /// Bytes of body so far.
  public private(set) var received = 0

  public init(_ framing: BodyFraming, limitBytes: Int) throws(Failure) {
    self.limitBytes = limitBytes
    switch framing {
    case .none: way = .counted(remaining: 0)
    case .counted(let length) where length > limitBytes: throw .tooLarge(limitBytes: limitBytes)
    case .counted(let length): way = .counted(remaining: length)
    case .chunked: way = .chunked(ChunkedBody())
    case .untilClose: way = .untilClose
    }
  }

  /// Is the body whole if the sender closes now?
  public var mayEndHere: Bool {
    switch way {
    case .counted(let remaining): remaining == 0
    case .chunked: hasFinished
    case .untilClose: true
    }
  }

  /// bytes:   any cut of the connection's bytes; `at` moves over what belongs to the body
  /// returns: a piece of body, `.more`, or `.finished` with `at` at the next message
  /// cost:    O(bytes read), no allocation
  public mutating func next(_ bytes: Span<UInt8>, _ at: inout Int) throws(Failure) -> BodyStep {
    let step = try step(bytes, &at)
    if case .data(let range) = step {
      received += range.count
      if received > limitBytes { throw .tooLarge(limitBytes: limitBytes) }
    }
    hasFinished = step == .finished
    return step
  }

  private mutating func step(_ bytes: Span<UInt8>, _ at: inout Int) throws(Failure) -> BodyStep {
    switch way {
    case .chunked(var body):
      defer { way = .chunked(body) }
      do { return try body.next(bytes, &at) } catch { throw .chunked(error) }
    case .counted(let remaining):
      if remaining == 0 { return .finished }
      let data = take(remaining, bytes.count, &at)
      way = .counted(remaining: remaining - data.count)
      return data.isEmpty ? .more : .data(data)
    case .untilClose:
      let data = take(.max, bytes.count, &at)
      return data.isEmpty ? .more : .data(data)
    }
  }

  private func take(_ most: Int, _ end: Int, _ at: inout Int) -> Range<Int> {
    let start = at
    at += min(most, end - start)
    return start..<at
  }
}
