internal import CLinux
internal import Glibc

/// To and from the kernel's own shapes.
extension SocketAddress {
  var family: Int32 {
    switch host {
    case .v4: AF_INET
    case .v6: AF_INET6
    case .unix: AF_UNIX
    }
  }

  /// Calls `body` with the address as `bind` and `connect` take it.
  func withNative<T>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> T) -> T {
    var storage = sockaddr_storage()
    let length = withUnsafeMutableBytes(of: &storage) { fill($0) }
    return withUnsafePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
    }
  }

  private func fill(_ raw: UnsafeMutableRawBufferPointer) -> socklen_t {
    switch host {
    case .v4(let bytes):
      var native = sockaddr_in()
      native.sin_family = sa_family_t(AF_INET)
      native.sin_port = port.bigEndian
      withUnsafeMutableBytes(of: &native.sin_addr) { $0.copyBytes(from: bytes) }
      return put(native, raw)
    case .v6(let bytes):
      var native = sockaddr_in6()
      native.sin6_family = sa_family_t(AF_INET6)
      native.sin6_port = port.bigEndian
      withUnsafeMutableBytes(of: &native.sin6_addr) { $0.copyBytes(from: bytes) }
      return put(native, raw)
    case .unix(let path):
      var native = sockaddr_un()
      native.sun_family = sa_family_t(AF_UNIX)
      let name = Array(path.utf8).prefix(MemoryLayout.size(ofValue: native.sun_path) - 1)
      withUnsafeMutableBytes(of: &native.sun_path) { $0.copyBytes(from: name) }
      guard path.hasPrefix("@") else { return put(native, raw) }
      // An abstract name begins with a zero, and every byte of the length counts (unix(7)).
      withUnsafeMutableBytes(of: &native.sun_path) { $0[0] = 0 }
      _ = put(native, raw)
      return socklen_t(MemoryLayout<sa_family_t>.size + name.count)
    }
  }

  private func put<T>(_ native: T, _ raw: UnsafeMutableRawBufferPointer) -> socklen_t {
    withUnsafeBytes(of: native) { raw.copyMemory(from: $0) }
    return socklen_t(MemoryLayout<T>.size)
  }

  /// Asks `getsockname`, `getpeername` or `accept` for an address.
  static func asking(
    _ call: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32
  ) -> (result: Int32, address: SocketAddress?) {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let result = withUnsafeMutablePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { call($0, &length) }
    }
    return (result, result < 0 ? nil : SocketAddress(native: storage))
  }

  init?(native storage: sockaddr_storage) {
    let made: SocketAddress? = withUnsafeBytes(of: storage) { raw in
      switch Int32(storage.ss_family) {
      case AF_INET:
        let native = raw.load(as: sockaddr_in.self)
        return SocketAddress(
          .v4(withUnsafeBytes(of: native.sin_addr) { Array($0) }), port: UInt16(bigEndian: native.sin_port))
      case AF_INET6:
        let native = raw.load(as: sockaddr_in6.self)
        return SocketAddress(
          .v6(withUnsafeBytes(of: native.sin6_addr) { Array($0) }), port: UInt16(bigEndian: native.sin6_port))
      case AF_UNIX: return SocketAddress(.unix(""))
      default: return nil
      }
    }
    guard let made else { return nil }
    self = made
  }
}
