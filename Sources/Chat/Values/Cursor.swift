/// A place in a session's number line: `<epoch>-<sequence>`, as in `id:` and `Last-Event-ID`.
public struct Cursor: Hashable, Sendable, CustomStringConvertible {
  /// Lower-case letters and digits; changes only when the log was lost.
  public let epoch: String
  public let sequence: Int

  /// No number line comes this far, and from here one may still count on. What JavaScript counts exactly.
  private static let highest = 1 << 53

  public init(epoch: String, sequence: Int) {
    self.epoch = epoch
    self.sequence = sequence
  }

  /// From a client's text; nil when it is none of ours.
  public init?(_ text: String) {
    let bytes = text.utf8
    guard bytes.count <= 48, let dash = bytes.firstIndex(of: UInt8(ascii: "-")) else { return nil }
    let epoch = text[..<dash]
    let digits = text[text.index(after: dash)...]
    guard Self.isEpoch(epoch), !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }),
      let sequence = Int(digits), sequence <= Self.highest
    else { return nil }
    self.init(epoch: String(epoch), sequence: sequence)
  }

  public var description: String { "\(epoch)-\(sequence)" }

  static func isEpoch(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) }
  }
}
