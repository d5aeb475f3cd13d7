public import Kernel

/// Which addresses a page may be fetched from: those of the public internet, and those that the configuration names.
///
/// Everything else belongs to this machine, its network or its provider, who answer whoever comes from inside.
public struct AddressPolicy: Sendable {
  private let allowed: [AddressRange]

  /// allowing: `192.168.1.5`, `10.0.0.0/8`, `fd00::/8`; what is none of these is passed over (see `fault`)
  public init(allowing ranges: [String] = []) { allowed = ranges.compactMap(AddressRange.init) }

  /// What is wrong with an entry of the list, for people who write configurations; nil if nothing is.
  public static func fault(in range: String) -> String? {
    AddressRange(range) == nil ? "\"\(range)\" is neither an address nor a range such as 192.168.1.0/24" : nil
  }

  public func admits(_ address: SocketAddress) -> Bool {
    guard let bytes = address.host.bytes else { return false }
    // An IPv4 address in IPv6 dress is the same machine.
    let plain = address.mappedV4 ?? bytes
    if allowed.contains(where: { $0.contains(bytes) || $0.contains(plain) }) { return true }
    return Self.isPublic(plain) && !Self.isOwn(plain)
  }

  private static func isPublic(_ bytes: [UInt8]) -> Bool {
    if bytes.count == 4 { return !closed.contains { $0.contains(bytes) } }
    // Networks without IPv4 reach the rest of the world by this prefix (RFC 6052); the end is whom they reach.
    if translated.contains(where: { $0.contains(bytes) }) { return isPublic(Array(bytes[12...])) }
    return world.contains { $0.contains(bytes) } && !closed.contains { $0.contains(bytes) }
  }

  /// A public address of this machine is this machine all the same, and its firewall lets itself in.
  private static func isOwn(_ bytes: [UInt8]) -> Bool { Machine.addresses.contains { $0.bytes == bytes } }

  private static let translated = ["64:ff9b::/96"].compactMap(AddressRange.init)
  /// All that has been given out of IPv6 as global unicast (IANA).
  private static let world = ["2000::/3"].compactMap(AddressRange.init)
  private static let closed = [
    // IPv4: this network, private, shared (CGNAT), loopback, link-local (metadata of most clouds), private.
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    // Protocols (metadata of Oracle's), documentation, 6to4 relays, private, benchmarks, documentation.
    "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
    // Documentation, multicast, reserved and broadcast, and Azure's metadata in the midst of the public ones.
    "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
    // IPv6: protocols with Teredo and ORCHID, documentation, 6to4 (each of which may hold any IPv4 address).
    "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
  ].compactMap(AddressRange.init)
}
