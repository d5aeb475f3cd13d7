internal import Crypto

/// What is kept of a program's token: `sha256$` and the digest in hex. A token is long and random, so it needs no slow
/// hash.
public struct AccessToken: Hashable, Sendable {
  private static let prefix = "sha256$"

  let digest: [UInt8]
  /// For whom the program speaks; nil: for nobody, it may read the house's figures and nothing else.
  public let user: String?

  /// Nil unless `hash` is one.
  public init?(hash: String, user: String?) {
    guard hash.hasPrefix(Self.prefix), let digest = Hex.bytes(hash.dropFirst(Self.prefix.count)), digest.count == 32
    else { return nil }
    self.digest = digest
    self.user = user
  }

  /// A new token, and what to keep of it.
  public static func make() -> (token: String, hash: String) {
    let token = "martlet_" + Hex.text(SecureRandom.bytes(24))
    return (token, prefix + Hex.text(Digest.sha256(Array(token.utf8))))
  }

  /// Of a token that is known itself.
  public init(token: String, user: String) {
    digest = Digest.sha256(Array(token.utf8))
    self.user = user
  }

  public func isHash(of token: String) -> Bool { Digest.areEqual(digest, Digest.sha256(Array(token.utf8))) }
}
