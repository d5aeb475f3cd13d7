internal import Glibc

extension Machine {
  /// The addresses of this machine's own network interfaces, at this moment.
  public static var addresses: [SocketAddress.Host] {
    var first: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&first) == 0 else { return [] }
    defer { freeifaddrs(first) }
    var hosts: [SocketAddress.Host] = []
    var next = first
    while let entry = next {
      if let address = entry.pointee.ifa_addr, let host = host(of: address) { hosts.append(host) }
      next = entry.pointee.ifa_next
    }
    return hosts
  }

  private static func host(of address: UnsafeMutablePointer<sockaddr>) -> SocketAddress.Host? {
    switch Int32(address.pointee.sa_family) {
    case AF_INET:
      return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        .v4(withUnsafeBytes(of: $0.pointee.sin_addr) { Array($0) })
      }
    case AF_INET6:
      return address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
        .v6(withUnsafeBytes(of: $0.pointee.sin6_addr) { Array($0) })
      }
    default: return nil
    }
  }
}
