internal import CLinux
internal import Glibc

/// The service manager that started this process, where one did: systemd, or whatever speaks as it does
/// (sd_notify(3), sd_listen_fds(3)).
public struct ServiceManager: Sendable {
  /// The first descriptor that it hands over (SD_LISTEN_FDS_START).
  private static let firstSocket: Int32 = 3

  private static let socketLimit: Int32 = 64

  private let notifications: SocketAddress?
  /// How often it wants to hear from us before it takes us for dead; nil: never.
  public let watchdog: Duration?
  /// Listening sockets that it keeps open for us across restarts.
  public let sockets: [InheritedSocket]

  /// A descriptor that nobody owns yet: `Socket(inherited:)` takes it.
  public struct InheritedSocket: Sendable { let raw: Int32 }

  /// environment: the process' own; what is meant for another process is left alone
  public init(_ environment: [String: String], processID: Int32? = nil) {
    let processID = processID ?? getpid()
    notifications = environment["NOTIFY_SOCKET"].flatMap(Self.address)
    let isForUs = environment["WATCHDOG_PID"].flatMap { Int32($0) }.map { $0 == processID } ?? true
    let microseconds = environment["WATCHDOG_USEC"].flatMap { Int64($0) } ?? 0
    watchdog = isForUs && microseconds > 0 ? .microseconds(microseconds) : nil
    let areForUs = environment["LISTEN_PID"].flatMap { Int32($0) } == processID
    let count = areForUs ? environment["LISTEN_FDS"].flatMap { Int32($0) } ?? 0 : 0
    sockets = (0..<min(max(count, 0), Self.socketLimit)).map { InheritedSocket(raw: Self.firstSocket + $0) }
  }

  /// Says how we are: lines such as `READY=1` and `STATUS=…`. Never waits; what cannot be said is lost.
  public func tell(_ lines: String...) {
    guard let notifications else { return }
    let kind = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    guard let socket = try? FileDescriptor(owning: Glibc.socket(AF_UNIX, kind, 0), from: "socket") else { return }
    let bytes = Array(lines.joined(separator: "\n").utf8)
    _ = notifications.withNative { address, length in
      sendto(socket.raw, bytes, bytes.count, Int32(MSG_NOSIGNAL), address, length)
    }
  }

  private static func address(_ text: String) -> SocketAddress? {
    text.hasPrefix("/") || text.hasPrefix("@") ? SocketAddress(.unix(text)) : nil
  }
}
