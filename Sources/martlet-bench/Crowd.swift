internal import CLinux
internal import Glibc

/// Many event streams on one thread: opens them, reads them all, and knows when each has seen the last event.
///
/// A stream is known by its place in the list, which is what epoll hands back.
struct Crowd {
  private let port: UInt16
  private let request: [UInt8]
  private let queue: Int32
  private var sockets: [Int32] = []
  private var scanners: [EventScanner] = []
  private var ready = [epoll_event](repeating: epoll_event(), count: 512)
  private var awakeUntil: UInt64 = 0
  private var buffer = [UInt8](repeating: 0, count: 65_536)

  private(set) var opened = 0
  private(set) var finished = 0
  private(set) var broken = 0
  private(set) var events = 0
  private(set) var bytes = 0
  private(set) var latencies = Latencies()

  /// At most so many unanswered requests at a time: a listener's queue is short.
  static let unansweredLimit = 200
  /// After a piece it looks again at once for so long: else the server's own CPU pays for waking this
  /// thread, about 1 µs a piece, which a subscriber on another machine never costs it.
  static let awakeNanoseconds: UInt64 = 5_000_000

  init(port: UInt16, path: String) throws {
    self.port = port
    request = Array(
      "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nAccept: text/event-stream\r\n\r\n".utf8)
    queue = try Failure.check(epoll_create1(Int32(EPOLL_CLOEXEC)), "epoll_create1")
  }

  /// Opens `count` streams and returns once each has been answered with 200.
  mutating func open(_ count: Int, until deadline: UInt64) throws {
    while opened < count {
      while sockets.count < count, sockets.count - opened < Self.unansweredLimit { try connect() }
      try turn()
      guard broken == 0 else { throw Failure("a subscriber was refused after \(opened)") }
      guard MonotonicClock.nanoseconds() < deadline else {
        throw Failure("only \(opened) subscribers got in")
      }
    }
  }

  /// Reads until every stream has seen its last event, or until the deadline.
  mutating func listen(until deadline: UInt64) throws {
    while finished + broken < sockets.count, MonotonicClock.nanoseconds() < deadline { try turn() }
  }

  private mutating func connect() throws {
    let socket = try BlockingSocket.connect(port: port)
    socket.send(request[...])
    var interest = epoll_event()
    interest.events = EPOLLIN.rawValue
    interest.data.u64 = UInt64(sockets.count)
    try Failure.check(epoll_ctl(queue, EPOLL_CTL_ADD, socket.descriptor, &interest), "epoll_ctl")
    sockets.append(socket.descriptor)
    scanners.append(EventScanner())
  }

  private mutating func turn() throws {
    let mayWait: Int32 = MonotonicClock.nanoseconds() < awakeUntil ? 0 : 50
    let count = epoll_wait(queue, &ready, Int32(ready.count), mayWait)
    if count > 0 { awakeUntil = MonotonicClock.nanoseconds() + Self.awakeNanoseconds }
    guard count >= 0 || errno == EINTR else { throw Failure.system("epoll_wait") }
    for index in 0..<max(0, Int(count)) { read(Int(ready[index].data.u64)) }
  }

  private mutating func read(_ place: Int) {
    let count = recv(sockets[place], &buffer, buffer.count, Int32(MSG_DONTWAIT))
    guard count > 0 else { return count < 0 && errno == EAGAIN ? () : leave(place) }
    let wasDone = scanners[place].isDone
    bytes += count
    buffer.withUnsafeBytes { all in
      let now = MonotonicClock.nanoseconds()
      let part = UnsafeRawBufferPointer(rebasing: all[..<count])
      if part.starts(with: "HTTP/1.1 200".utf8) { opened += 1 }
      events += scanners[place].scan(part) { latencies.add(since: $0, now: now) }
    }
    if scanners[place].isDone && !wasDone { finished += 1 }
  }

  private mutating func leave(_ place: Int) {
    if !scanners[place].isDone { broken += 1 }
    epoll_ctl(queue, EPOLL_CTL_DEL, sockets[place], nil)
    close(sockets[place])
  }
}
