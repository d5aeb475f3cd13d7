internal import COpenSSL

/// Turns a password into a key, slowly and with much memory, so that guessing is dear (RFC 7914).
public enum Scrypt {
  /// How dear: 2^`logN` steps of 128 × `r` bytes each, `p` times.
  public struct Cost: Hashable, Sendable {
    public let logN: Int
    public let r: Int
    public let p: Int

    /// Nil outside of what this house computes: 64 MiB, and at least what a key is worth.
    public init?(logN: Int, r: Int, p: Int) {
      guard (10...20).contains(logN), (1...32).contains(r), (1...4).contains(p), (r << logN) <= 524_288 else {
        return nil
      }
      self.logN = logN
      self.r = r
      self.p = p
    }

    /// 32 MiB; 60 to 100 ms on a desk, some 300 ms on a Raspberry Pi.
    public static let standard = Cost(logN: 15, r: 8, p: 1)!
  }

  /// cost: see `Cost.standard`; never on the loop
  public static func key(password: [UInt8], salt: [UInt8], cost: Cost, count: Int) -> [UInt8] {
    var key = [UInt8](repeating: 0, count: count)
    let characters = password.map { CChar(bitPattern: $0) }
    let done = EVP_PBE_scrypt(
      characters, characters.count, salt, salt.count, 1 << UInt64(cost.logN), UInt64(cost.r), UInt64(cost.p),
      256 << 20, &key, count)
    precondition(done == 1, "scrypt failed with a cost that was checked")
    return key
  }
}
