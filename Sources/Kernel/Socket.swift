internal import CLinux
internal import Glibc

/// A non-blocking stream socket.
public struct Socket: ~Copyable, Sendable {
  private let descriptor: FileDescriptor
  public var raw: Int32 { descriptor.raw }

  private init(_ descriptor: consuming FileDescriptor) { self.descriptor = descriptor }

  /// Listens on `address`; port 0 lets the kernel choose one (ask `localAddress`).
  public static func listening(on address: SocketAddress, backlog: Int32 = 1024) throws(SystemError) -> Socket {
    let socket = try make(address.family)
    socket.set(SOL_SOCKET, SO_REUSEADDR)
    guard address.withNative({ bind(socket.raw, $0, $1) }) == 0 else { throw SystemError("bind") }
    guard listen(socket.raw, backlog) == 0 else { throw SystemError("listen") }
    return socket
  }

  /// Takes a listening socket that a service manager opened for us.
  ///
  /// errors: EINVAL if it does not listen
  public static func listening(_ inherited: ServiceManager.InheritedSocket) throws(SystemError) -> Socket {
    var listens: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    guard getsockopt(inherited.raw, SOL_SOCKET, SO_ACCEPTCONN, &listens, &length) == 0 else {
      throw SystemError("getsockopt")
    }
    guard listens != 0 else { throw SystemError("listen", code: EINVAL) }
    guard fcntl(inherited.raw, F_SETFD, FD_CLOEXEC) == 0, fcntl(inherited.raw, F_SETFL, O_NONBLOCK) == 0 else {
      throw SystemError("fcntl")
    }
    return Socket(try FileDescriptor(owning: inherited.raw, from: "listen"))
  }

  /// Begins to connect: writable when done, then `connectionError()` tells how it went.
  public static func connecting(to address: SocketAddress) throws(SystemError) -> Socket {
    let socket = try make(address.family)
    socket.sendAtOnce()
    let result = address.withNative { connect(socket.raw, $0, $1) }
    guard result == 0 || errno == EINPROGRESS || errno == EINTR else { throw SystemError("connect") }
    return socket
  }

  /// The next waiting connection; nil if there is none.
  public func accept() throws(SystemError) -> (socket: Accepted, peer: SocketAddress)? {
    let (raw, peer) = SocketAddress.asking {
      linux_accept4(descriptor.raw, $0, $1, Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue))
    }
    if raw >= 0 { return (Accepted(raw: raw), peer ?? SocketAddress(.unix(""))) }
    switch errno {
    // A connection that is already gone again is not an error of ours (accept(2)).
    case EAGAIN, EINTR, ECONNABORTED, EPROTO, ENETDOWN, EHOSTDOWN, EHOSTUNREACH, ENETUNREACH: return nil
    default: throw SystemError("accept4")
    }
  }

  /// A connection that nobody owns yet: `Socket(accepted)` takes it.
  public struct Accepted: Sendable { fileprivate let raw: Int32 }

  public init(_ accepted: Accepted) throws(SystemError) {
    self.init(try FileDescriptor(owning: accepted.raw, from: "accept4"))
    if case .unix = localAddress?.host { return }
    sendAtOnce()
  }

  /// Zero once connected, else the errno of what went wrong.
  public func connectionError() -> Int32 {
    var code: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    return getsockopt(raw, SOL_SOCKET, SO_ERROR, &code, &length) == 0 ? code : errno
  }

  public var localAddress: SocketAddress? { SocketAddress.asking { getsockname(raw, $0, $1) }.address }

  /// Reads into `buffer`; 0 is the end of the stream, nil means: nothing now.
  public func read(into buffer: inout [UInt8]) throws(SystemError) -> Int? {
    try unlessBlocked("read") { buffer.withUnsafeMutableBytes { Glibc.read(raw, $0.baseAddress, $0.count) } }
  }

  /// Sends from `start` on; returns how many bytes the kernel took, 0 when its buffer is full.
  public func write(_ bytes: [UInt8], from start: Int = 0) throws(SystemError) -> Int {
    try unlessBlocked("send") {
      bytes.withUnsafeBytes { send(raw, $0.baseAddress! + start, $0.count - start, Self.noSignal) }
    } ?? 0
  }

  /// The same for bytes that never move.
  public func write(_ bytes: Bytes, from start: Int) throws(SystemError) -> Int {
    try unlessBlocked("send") { send(raw, bytes.pointer + start, bytes.count - start, Self.noSignal) } ?? 0
  }

  /// One call for a head and what follows it; no byte is copied in between.
  public func write(_ head: [UInt8], _ body: Bytes) throws(SystemError) -> Int {
    try unlessBlocked("sendmsg") {
      head.withUnsafeBytes { head in
        let start = UnsafeMutableRawPointer(mutating: head.baseAddress)
        let rest = UnsafeMutableRawPointer(mutating: body.pointer)
        // A tuple lives on the stack where an array would cost an allocation per answer.
        let parts = (iovec(iov_base: start, iov_len: head.count), iovec(iov_base: rest, iov_len: body.count))
        return withUnsafeBytes(of: parts) { linux_send(raw, $0.assumingMemoryBound(to: iovec.self).baseAddress, 2) }
      }
    } ?? 0
  }

  /// Tells the peer that no more comes, and still reads.
  public func finishWriting() { shutdown(raw, Int32(SHUT_WR)) }

  // A reader that has gone is an error, never a signal.
  private static let noSignal = Int32(MSG_NOSIGNAL)

  private static func make(_ family: Int32) throws(SystemError) -> Socket {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    return Socket(try FileDescriptor(owning: socket(family, kind, 0), from: "socket"))
  }

  // Tokens are small and must not wait for each other (Nagle).
  private func sendAtOnce() { set(Int32(IPPROTO_TCP), TCP_NODELAY) }

  private func set(_ level: Int32, _ option: Int32) {
    var on: Int32 = 1
    setsockopt(raw, level, option, &on, socklen_t(MemoryLayout<Int32>.size))
  }

  private func unlessBlocked(_ call: String, _ body: () -> Int) throws(SystemError) -> Int? {
    do { return try retrying(call, body) } catch {
      if error.isWouldBlock { return nil }
      throw error
    }
  }
}
