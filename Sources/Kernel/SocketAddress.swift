internal import CLinux
internal import Glibc

/// Where a socket is bound or connected: an IPv4 or IPv6 address with its port, or a Unix path.
public struct SocketAddress: Sendable, Hashable, CustomStringConvertible {
  public enum Host: Sendable, Hashable {
    /// Four bytes, in network order.
    case v4([UInt8])
    /// Sixteen bytes, in network order.
    case v6([UInt8])
    case unix(String)
  }

  public let host: Host
  public let port: UInt16

  public init(_ host: Host, port: UInt16 = 0) {
    self.host = host
    self.port = port
  }

  /// Takes an IP literal, as in `127.0.0.1` or `::1` (brackets allowed); nil if it is none.
  public init?(literal: String, port: UInt16) {
    let bare = literal.hasPrefix("[") && literal.hasSuffix("]") ? String(literal.dropFirst().dropLast()) : literal
    if let bytes = Self.bytes(of: bare, AF_INET, count: 4) {
      self.init(.v4(bytes), port: port)
    } else if let bytes = Self.bytes(of: bare, AF_INET6, count: 16) {
      self.init(.v6(bytes), port: port)
    } else {
      return nil
    }
  }

  public var isLoopback: Bool {
    switch host {
    case .v4(let bytes): bytes[0] == 127
    case .v6(let bytes):
      bytes == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] || mappedV4.map { $0[0] == 127 } ?? false
    case .unix: true
    }
  }

  /// The IPv4 address inside `::ffff:a.b.c.d`.
  public var mappedV4: [UInt8]? {
    guard case .v6(let bytes) = host, bytes[..<12] == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff] else { return nil }
    return Array(bytes[12...])
  }

  /// Without port or brackets: `127.0.0.1`, `::1`, `/run/x.sock`.
  public var hostText: String {
    switch host {
    case .v4(let bytes): Self.text(of: bytes, AF_INET)
    case .v6(let bytes): Self.text(of: bytes, AF_INET6)
    case .unix(let path): path
    }
  }

  /// As in a URL: `127.0.0.1:8080`, `[::1]:8080`.
  public var description: String {
    switch host {
    case .v4: "\(hostText):\(port)"
    case .v6: "[\(hostText)]:\(port)"
    case .unix: hostText
    }
  }

  private static func bytes(of literal: String, _ family: Int32, count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    return inet_pton(family, literal, &bytes) == 1 ? bytes : nil
  }

  private static func text(of bytes: [UInt8], _ family: Int32) -> String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard let words = inet_ntop(family, bytes, &text, socklen_t(text.count)) else { return "?" }
    return String(cString: words)
  }
}
