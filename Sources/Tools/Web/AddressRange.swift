internal import Kernel

/// Addresses that begin with the same bits: `10.0.0.0/8`, `fe80::/10`, or one alone.
struct AddressRange: Hashable, Sendable {
  private let bytes: [UInt8]
  private let bits: Int

  /// nil if the text is no address, or has more bits than one.
  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let bytes = SocketAddress(literal: String(parts[0]), port: 0)?.host.bytes else {
      return nil
    }
    let bits = parts.count == 2 ? Int(parts[1]) : bytes.count * 8
    guard let bits, (0...bytes.count * 8).contains(bits) else { return nil }
    self.bytes = bytes
    self.bits = bits
  }

  func contains(_ other: [UInt8]) -> Bool {
    guard other.count == bytes.count else { return false }
    let whole = bits / 8
    guard other[..<whole] == bytes[..<whole] else { return false }
    return bits % 8 == 0 || (other[whole] ^ bytes[whole]) >> UInt8(8 - bits % 8) == 0
  }
}

extension SocketAddress.Host {
  /// 4 or 16 of them; nil for a path.
  var bytes: [UInt8]? {
    switch self {
    case .v4(let bytes), .v6(let bytes): bytes
    case .unix: nil
    }
  }
}
