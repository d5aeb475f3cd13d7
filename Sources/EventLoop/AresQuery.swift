internal import CCares
internal import Glibc
internal import Kernel

/// Asks c-ares for a name. Its sockets are watched by the loop, its timeouts are the loop's timers.
///
/// A channel for each question: made in about 0.1 ms, it reads today's `resolv.conf` and hosts file, and is
/// destroyed with all its sockets as soon as nobody waits for the answer.
@Loop final class AresQuery: Query, Watcher {
  private let configuration: ResolverConfiguration
  private unowned let lookup: Lookup
  private let news = AresNews()
  private var channel: ares_channel?
  private var watched: Set<Int32> = []
  private var timer: Timer?

  init(_ configuration: ResolverConfiguration, _ lookup: Lookup) {
    self.configuration = configuration
    self.lookup = lookup
  }

  func begin(_ name: String) {
    let status = open()
    guard status == aresSuccess, let channel else {
      return lookup.end(.failure(AresNews.error(status, name)))
    }
    news.name = name
    var hints = ares_addrinfo_hints()
    hints.ai_family = AF_UNSPEC
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    if configuration.hostsFileFromEnvironment { hints.ai_flags = ARES_AI_ENVHOSTS }
    ares_getaddrinfo(channel, name, nil, &hints, aresAnswered, Unmanaged.passUnretained(news).toOpaque())
    follow()
  }

  func close() {
    timer?.cancel()
    for raw in watched { EventLoop.shared.remove(raw) }
    watched = []
    if let channel { ares_destroy(channel) }
    channel = nil
  }

  func ready(_ readiness: Readiness) {
    // Which of the few sockets it was is not told to a watcher; c-ares reads those that have something.
    guard let channel else { return }
    for raw in watched where self.channel != nil {
      ares_process_fd(channel, raw, raw)
      if news.answer != nil { break }
    }
    follow()
  }

  /// No TCP for cut answers (`IGNTC`): a host with more addresses than fit into 512 bytes has enough of them,
  /// and c-ares' TCP writes could raise SIGPIPE.
  private func open() -> Int32 {
    ares_library_init(ARES_LIB_INIT_ALL)
    var options = ares_options()
    options.flags = ARES_FLAG_IGNTC
    options.tries = Int32(configuration.tries)
    let (seconds, attoseconds) = configuration.patience.components
    options.timeout = Int32(seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    options.sock_state_cb = aresSocketChanged
    options.sock_state_cb_data = Unmanaged.passUnretained(news).toOpaque()
    let mask = ARES_OPT_FLAGS | ARES_OPT_TRIES | ARES_OPT_TIMEOUTMS | ARES_OPT_SOCK_STATE_CB
    let status = ares_init_options(&channel, &options, mask)
    guard status == aresSuccess, let channel, let servers = configuration.nameServers else { return status }
    return ares_set_servers_ports_csv(channel, servers)
  }

  /// Does what c-ares has asked for during the last call into it.
  private func follow() {
    for change in news.takeChanges() { watch(change) }
    if let answer = news.answer { return lookup.end(answer) }
    timer?.cancel()
    guard let channel else { return }
    var wait = timeval()
    guard ares_timeout(channel, nil, &wait) != nil else { return }
    let delay = Duration.seconds(wait.tv_sec) + .microseconds(wait.tv_usec)
    timer = EventLoop.shared.schedule(after: delay) { self.timeoutPassed() }
  }

  private func timeoutPassed() {
    guard let channel else { return }
    ares_process_fd(channel, ARES_SOCKET_BAD, ARES_SOCKET_BAD)
    follow()
  }

  // A closed socket's number may come back within one call: always forget it before watching it anew.
  private func watch(_ change: AresNews.Change) {
    if watched.remove(change.raw) != nil { EventLoop.shared.remove(change.raw) }
    guard !change.interest.isEmpty else { return }
    watched.insert(change.raw)
    try? EventLoop.shared.add(change.raw, change.interest, self)
  }
}
