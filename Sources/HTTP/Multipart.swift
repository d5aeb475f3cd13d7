/// Takes `multipart/form-data` apart as it streams by (RFC 7578, RFC 2046 §5.1), holding nothing but the head
/// of the part it is in.
///
///     preamble CRLF --boundary CRLF head CRLF body CRLF --boundary CRLF … CRLF --boundary-- epilogue
public struct Multipart: Sendable {
  /// How much one body may bring along besides its data.
  public struct Limits: Sendable {
    public var parts = 100
    /// The head of one part, in bytes.
    public var partHeadBytes = 16 * 1024
    /// Blanks behind a boundary.
    public var paddingBytes = 256

    public init() {}
    public static var standard: Limits { Limits() }
  }

  /// What was found next. A part is `part`, any number of `data` and `held`, `partEnded`.
  public enum Event: Sendable {
    case part(PartHead)
    /// These bytes of the input belong to the part.
    case data(Range<Int>)
    /// These bytes of earlier input, which looked like the start of a boundary, belong to the part after all.
    case held([UInt8])
    case partEnded
    /// The input is used up.
    case more
    /// The closing boundary has passed; whatever follows is dropped.
    case finished
  }

  private enum Place: Sendable {
    case preamble, boundaryEnd, padding, boundaryLF, closing, head, body, epilogue
  }

  private let limits: Limits
  private var search: BoundarySearch
  private var place = Place.preamble
  private var head: [UInt8] = []
  private var parts = 0
  private var paddingBytes = 0

  /// boundary: as in the content type; nil unless it has 1 to 70 visible characters
  public init?(boundary: String, limits: Limits = .standard) {
    guard let search = BoundarySearch(boundary: boundary) else { return nil }
    (self.search, self.limits) = (search, limits)
  }

  /// Has the closing boundary passed? A body that ends before it is incomplete.
  public var isFinished: Bool { place == .epilogue }

  /// bytes:  any cut of the body; `at` moves over what was read
  /// errors: every failure is final
  /// cost:   O(bytes read); allocates for a part's head and for `held`, at most once a call
  public mutating func next(_ bytes: Span<UInt8>, _ at: inout Int) throws(MultipartFailure) -> Event {
    while at < bytes.count {
      switch place {
      case .preamble: if case .found = search.next(bytes, &at) { place = .boundaryEnd }
      case .body: return readBody(bytes, &at)
      case .head: if let part = try readHead(bytes, &at) { return .part(part) }
      case .epilogue: at = bytes.count
      case .boundaryEnd, .padding, .boundaryLF, .closing:
        try readBoundaryEnd(bytes[at])
        at += 1
      }
    }
    return isFinished ? .finished : .more
  }

  private mutating func readBody(_ bytes: Span<UInt8>, _ at: inout Int) -> Event {
    switch search.next(bytes, &at) {
    case .data(let range): return .data(range)
    case .held(let earlier): return .held(earlier)
    case .more: return .more
    case .found:
      place = .boundaryEnd
      return .partEnded
    }
  }

  private mutating func readBoundaryEnd(_ byte: UInt8) throws(MultipartFailure) {
    switch (place, byte) {
    case (.boundaryEnd, .dash): place = .closing
    case (.closing, .dash): place = .epilogue
    case (.boundaryEnd, .cr), (.padding, .cr): place = .boundaryLF
    case (.boundaryLF, .lf): try beginPart()
    case (.boundaryEnd, _) where byte.isBlank, (.padding, _) where byte.isBlank: try pad()
    default: throw .badBoundary
    }
  }

  private mutating func pad() throws(MultipartFailure) {
    place = .padding
    paddingBytes += 1
    if paddingBytes > limits.paddingBytes { throw .badBoundary }
  }

  private mutating func beginPart() throws(MultipartFailure) {
    parts += 1
    if parts > limits.parts { throw .tooManyParts }
    paddingBytes = 0
    head = []
    place = .head
  }

  private mutating func readHead(_ bytes: Span<UInt8>, _ at: inout Int) throws(MultipartFailure) -> PartHead?
  {
    while at < bytes.count {
      head.append(bytes[at])
      at += 1
      if head.count > limits.partHeadBytes { throw .partHeadTooLarge }
      guard head.last == .lf, try endsHead() else { continue }
      place = .body
      return try PartHead(head)
    }
    return nil
  }

  /// Does that LF end an empty line?
  private func endsHead() throws(MultipartFailure) -> Bool {
    let count = head.count
    guard count > 1, head[count - 2] == .cr else { throw .badPartHead(.bareLF) }
    return count == 2 || head[count - 3] == .lf
  }
}
