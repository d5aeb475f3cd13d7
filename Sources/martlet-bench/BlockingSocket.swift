internal import CLinux
internal import Glibc

/// A connection on loopback that waits: good enough for a tool that has nothing else to do.
struct BlockingSocket {
  let descriptor: Int32

  static func connect(port: UInt16) throws -> BlockingSocket {
    let socket = try make()
    var address = loopback(port)
    let result = withSocketAddress(&address) { Glibc.connect(socket.descriptor, $0, $1) }
    try Failure.check(result, "connect to port \(port)")
    return socket
  }

  /// port: 0 for any free one
  static func listener(port: UInt16) throws -> BlockingSocket {
    let socket = try make()
    var address = loopback(port)
    let result = withSocketAddress(&address) { bind(socket.descriptor, $0, $1) }
    try Failure.check(result, "bind to port \(port)")
    try Failure.check(listen(socket.descriptor, 128), "listen")
    return socket
  }

  func accept() throws -> BlockingSocket {
    let descriptor = try Failure.check(Glibc.accept(descriptor, nil, nil), "accept")
    let socket = BlockingSocket(descriptor: descriptor)
    socket.setFlag(Int32(IPPROTO_TCP), TCP_NODELAY)
    return socket
  }

  func localPort() -> UInt16 {
    var address = Self.loopback(0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = Self.withSocketAddress(&address) { raw, _ in getsockname(descriptor, .init(mutating: raw), &length) }
    return UInt16(bigEndian: address.sin_port)
  }

  /// returns: whether all of it went out
  @discardableResult func send(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let flags = Int32(MSG_NOSIGNAL)
      let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, flags) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// returns: what there is, at least a byte; nil at the end
  func receive() -> [UInt8]? {
    let bytes = [UInt8](unsafeUninitializedCapacity: 16_384) { space, count in
      count = max(0, recv(descriptor, space.baseAddress, space.count, 0))
    }
    return bytes.isEmpty ? nil : bytes
  }

  private static func make() throws -> BlockingSocket {
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let descriptor = try Failure.check(socket(AF_INET, kind, 0), "socket")
    let socket = BlockingSocket(descriptor: descriptor)
    socket.setFlag(SOL_SOCKET, SO_REUSEADDR)
    socket.setFlag(Int32(IPPROTO_TCP), TCP_NODELAY)
    return socket
  }

  private func setFlag(_ level: Int32, _ name: Int32) {
    var one: Int32 = 1
    setsockopt(descriptor, level, name, &one, socklen_t(MemoryLayout<Int32>.size))
  }

  private static func loopback(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }

  private static func withSocketAddress(
    _ address: inout sockaddr_in, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    withUnsafeMutableBytes(of: &address) {
      body(UnsafePointer($0.assumingMemoryBound(to: sockaddr.self).baseAddress!), socklen_t($0.count))
    }
  }
}
