public import HTTP
public import Kernel

/// A whole answer. Length, date and connection lines are added on the way out.
public struct Response: Sendable {
  public enum Body: Sendable {
    case none
    case bytes([UInt8])
    /// Sent from where they are, without a copy.
    case immortal(Bytes)

    public var count: Int {
      switch self {
      case .none: 0
      case .bytes(let bytes): bytes.count
      case .immortal(let bytes): bytes.count
      }
    }
  }

  public var status: Int
  public var fields: Fields
  public var body: Body

  public init(_ status: Int, _ fields: Fields = [:], body: Body = .none) {
    self.status = status
    self.fields = fields
    self.body = body
  }
}
