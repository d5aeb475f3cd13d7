internal import Kernel

/// An IPv4 or IPv6 address as its 4 or 16 bytes, for comparing with `NO_PROXY`.
struct IPAddress: Equatable, Sendable {
  let bytes: [UInt8]

  /// Takes a literal without brackets; nil if it is none.
  init?(_ literal: String) {
    switch SocketAddress(literal: literal, port: 0)?.host {
    case .v4(let bytes), .v6(let bytes): self.bytes = bytes
    case .unix, nil: return nil
    }
  }

  /// Whether the first `length` bits are those of `network`.
  func isInside(_ network: IPAddress, length: Int) -> Bool {
    guard bytes.count == network.bytes.count, (0...bytes.count * 8).contains(length) else { return false }
    return (0..<length).allSatisfy { bit in
      (bytes[bit / 8] ^ network.bytes[bit / 8]) & (0x80 >> UInt8(bit % 8)) == 0
    }
  }
}
