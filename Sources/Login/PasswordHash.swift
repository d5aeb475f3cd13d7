internal import Crypto
internal import FoundationEssentials

/// What is kept of a password: `scrypt$logN$r$p$salt$key`, salt and key in base64.
public struct PasswordHash: Hashable, Sendable, CustomStringConvertible {
  private static let saltBytes = 16
  private static let keyBytes = 32

  private let cost: Scrypt.Cost
  private let salt: [UInt8]
  private let key: [UInt8]

  /// Nil for anything that `description` would not have said.
  public init?(_ text: String) {
    let fields = text.split(separator: "$", omittingEmptySubsequences: false)
    guard fields.count == 6, fields[0] == "scrypt", let logN = Int(fields[1]), let r = Int(fields[2]),
      let p = Int(fields[3]), let cost = Scrypt.Cost(logN: logN, r: r, p: p),
      let salt = Data(base64Encoded: String(fields[4])), salt.count >= 8,
      let key = Data(base64Encoded: String(fields[5])), (16...64).contains(key.count)
    else { return nil }
    self.cost = cost
    self.salt = [UInt8](salt)
    self.key = [UInt8](key)
  }

  /// Of a new password. Takes as long as `matches`.
  public init(of password: String) {
    cost = .standard
    salt = SecureRandom.bytes(Self.saltBytes)
    key = Scrypt.key(password: Array(password.utf8), salt: salt, cost: cost, count: Self.keyBytes)
  }

  /// Whether it is the password. Takes 60 ms and more, and as long for a wrong one: never on the loop.
  public func matches(_ password: String) -> Bool {
    let other = Scrypt.key(password: Array(password.utf8), salt: salt, cost: cost, count: key.count)
    return Digest.areEqual(key, other)
  }

  public var description: String {
    "scrypt$\(cost.logN)$\(cost.r)$\(cost.p)$\(Data(salt).base64EncodedString())$\(Data(key).base64EncodedString())"
  }

  /// Nobody's: an unknown name takes as long to refuse as a wrong password.
  static let nobodys = PasswordHash(cost: .standard, salt: [UInt8](repeating: 7, count: saltBytes))

  private init(cost: Scrypt.Cost, salt: [UInt8]) {
    self.cost = cost
    self.salt = salt
    key = [UInt8](repeating: 0, count: Self.keyBytes)
  }
}
