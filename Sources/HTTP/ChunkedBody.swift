/// Decodes `Transfer-Encoding: chunked` (RFC 9112 §7.1) without holding a byte of it.
///
///     chunk = 1*HEXDIG [ ";" extension ] CRLF data CRLF    last = 1*"0" [ ";" extension ] CRLF *trailer CRLF
public struct ChunkedBody: Sendable {
  /// How much may stand around the data of one body.
  public struct Limits: Sendable {
    /// One size line with its extension, in bytes.
    public var sizeLineBytes = 256
    /// All trailer lines together, in bytes. They are checked and dropped.
    public var trailerBytes = 8 * 1024

    public init() {}
    public static var standard: Limits { Limits() }
  }

  private enum Place: Sendable {
    case size, sizeExtension, sizeLF, data, dataCR, dataLF
    case trailerStart, trailerName, trailerValue, trailerLF, lastLF, done
  }

  private let limits: Limits
  private var place = Place.size
  private var remaining = 0
  /// Bytes of the present size line, then of the trailers.
  private var lineBytes = 0

  public init(limits: Limits = .standard) { self.limits = limits }

  /// bytes:   any cut of the body; `at` moves over what was read
  /// errors:  every failure is final: 400 and close
  /// cost:    O(bytes read), no allocation
  public mutating func next(_ bytes: Span<UInt8>, _ at: inout Int) throws(ChunkedBodyFailure) -> BodyStep {
    while place != .done, at < bytes.count {
      if place == .data { return .data(takeData(bytes.count, &at)) }
      try step(bytes[at])
      at += 1
    }
    return place == .done ? .finished : .more
  }

  private mutating func takeData(_ end: Int, _ at: inout Int) -> Range<Int> {
    let start = at
    at += min(remaining, end - start)
    remaining -= at - start
    if remaining == 0 { place = .dataCR }
    return start..<at
  }

  private mutating func step(_ byte: UInt8) throws(ChunkedBodyFailure) {
    switch place {
    case .size: try size(byte)
    case .sizeExtension: try sizeExtension(byte)
    case .sizeLF: try expect(.lf, byte, then: remaining == 0 ? .trailerStart : .data)
    case .dataCR: try expect(.cr, byte, then: .dataLF)
    case .dataLF: try expect(.lf, byte, then: .size)
    case .trailerLF: try expect(.lf, byte, then: .trailerStart)
    case .lastLF: try expect(.lf, byte, then: .done)
    case .trailerStart, .trailerName, .trailerValue: try trailer(byte)
    case .data, .done: break
    }
  }

  private mutating func size(_ byte: UInt8) throws(ChunkedBodyFailure) {
    if let digit = byte.hexValue {
      guard remaining <= Int.max >> 4 else { throw .sizeTooLarge }
      remaining = remaining << 4 | Int(digit)
      return try countLine()
    }
    guard lineBytes > 0, byte == .semicolon || byte == .cr else { throw .badSize }
    place = byte == .cr ? .sizeLF : .sizeExtension
    if byte == .semicolon { try countLine() }
  }

  private mutating func sizeExtension(_ byte: UInt8) throws(ChunkedBodyFailure) {
    if byte == .cr {
      place = .sizeLF
      return
    }
    guard !byte.isControl || byte == .tab else { throw .badExtension }
    try countLine()
  }

  private mutating func countLine() throws(ChunkedBodyFailure) {
    lineBytes += 1
    if lineBytes > limits.sizeLineBytes { throw .sizeLineTooLong }
  }

  private mutating func expect(_ wanted: UInt8, _ byte: UInt8, then next: Place) throws(ChunkedBodyFailure) {
    guard byte == wanted else { throw .badLineEnd }
    if place == .sizeLF { lineBytes = 0 }
    place = next
  }

  private mutating func trailer(_ byte: UInt8) throws(ChunkedBodyFailure) {
    lineBytes += 1
    if lineBytes > limits.trailerBytes { throw .trailersTooLarge }
    switch (place, byte) {
    case (.trailerStart, .cr): place = .lastLF
    case (.trailerName, .colon): place = .trailerValue
    case (.trailerValue, .cr): place = .trailerLF
    case (.trailerValue, _) where !byte.isControl || byte == .tab: break
    case (.trailerStart, _) where byte.isToken, (.trailerName, _) where byte.isToken: place = .trailerName
    default: throw .badTrailer
    }
  }
}
