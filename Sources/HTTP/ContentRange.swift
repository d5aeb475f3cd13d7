/// Which part of a resource a Range field asks for (RFC 9110 §14).
public enum ContentRange: Sendable, Hashable {
  /// All of it: nothing was asked, nothing that could be understood, or several ranges at once.
  case whole
  /// 206: these bytes, never empty.
  case part(Range<Int>)
  /// 416: what was asked lies behind the end.
  case unsatisfiable

  /// field: the Range field, or nil; size: of the whole resource, in bytes
  public init(_ field: String?, size: Int) {
    guard let field, let ends = Self.ends(field.utf8.span) else {
      self = .whole
      return
    }
    switch ends {
    case (nil, let suffix?): self = Self.make(max(0, size - suffix)..<size)
    case (let first?, nil): self = Self.make(first..<max(first, size))
    case (let first?, let last?) where first <= last:
      self = Self.make(first..<max(first, min(last, size - 1) + 1))
    default: self = .whole
    }
  }

  /// The Content-Range field that goes with the answer; nil for the whole.
  public func field(size: Int) -> String? {
    switch self {
    case .whole: nil
    case .part(let range): "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
    case .unsatisfiable: "bytes */\(size)"
    }
  }

  private static func make(_ range: Range<Int>) -> ContentRange {
    range.isEmpty ? .unsatisfiable : .part(range)
  }

  /// The two numbers around the dash; nil unless the field is exactly one range of bytes.
  private static func ends(_ field: Span<UInt8>) -> (Int?, Int?)? {
    guard field.starts(with: "bytes=") else { return nil }
    let set = field.extracting(field.trimmed(6..<field.count))
    guard let dash = set.first(.dash), dash > 0 || set.count > 1 else { return nil }
    guard let first = number(set.extracting(0..<dash)),
      let last = number(set.extracting(dash + 1..<set.count))
    else { return nil }
    return (first, last)
  }

  /// A number, or none where there are no digits; nil for anything else. What overflows lies behind every end.
  private static func number(_ digits: Span<UInt8>) -> Int?? {
    for index in digits.indices where !digits[index].isDigit { return nil }
    return .some(digits.count == 0 ? nil : digits.decimal() ?? Int.max - 1)
  }
}
