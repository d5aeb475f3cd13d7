internal import Chat
internal import EventLoop
internal import Tools

/// One configured server: started when somebody needs it, started again when it is gone, later each time.
@Loop final class MCPServer {
  private enum State {
    case idle
    case starting(Bell, Task<Void, Never>)
    case ready(ServerSession)
    case stopped
  }

  let configuration: MCPServerConfiguration
  let limits: MCPLimits
  private let opener: SessionOpener
  private let study: Disk
  private let log: @Loop (String) -> Void
  private var state = State.idle
  private var backOff = BackOff()
  /// What it offered last, and whether it has said since that this has changed.
  private var tools: [ToolListing] = []
  private var areToolsStale = false
  private var readySince = ContinuousClock.now
  /// Why it is not there, in words that follow its name.
  private var trouble = "is not there"

  init(
    _ configuration: MCPServerConfiguration, limits: MCPLimits, study: Disk, log: @escaping @Loop (String) -> Void,
    makeTransport: @escaping SessionOpener.MakeTransport
  ) {
    self.configuration = configuration
    self.limits = limits
    self.study = study
    self.log = log
    opener = SessionOpener(configuration, limits: limits, makeTransport: makeTransport)
  }

  /// Starts it, unless it runs, or has failed so lately that it must wait. Returns at once.
  func begin() {
    guard case .idle = state, backOff.timeLeft == .zero else { return }
    let bell = Bell()
    let task = Loop.start {
      await self.start()
      bell.ring()
    }
    state = .starting(bell, task)
  }

  /// What it offers; a server that is starting is waited for so long.
  ///
  /// returns: with no tools, one clear line that says why
  func tools(patience: Duration) async -> (tools: [ToolListing], note: String?) {
    begin()
    if case .starting(let bell, _) = state { await bell.wait(atMost: patience) }
    switch state {
    case .ready(let session):
      if areToolsStale { await refresh(session, limit: patience) }
      return (tools, tools.isEmpty ? "\(configuration.name) offers no tools" : nil)
    case .starting: return ([], "\(configuration.name) is still starting: its tools come with a later turn")
    case .idle, .stopped: return ([], absence)
    }
  }

  /// Calls a tool: starts the server if need be, and once more if it has only forgotten the session.
  ///
  /// errors: `ToolFailure`; `CancellationError`, and the server is told
  func call(
    _ tool: ToolListing, _ arguments: JSONValue, stream: @escaping @Loop (String) -> Void
  ) async throws -> ToolOutput {
    do {
      return try await callOnce(tool, arguments, stream)
    } catch ServerFailure.sessionLost {
      return try await callAgain(tool, arguments, stream)
    } catch ServerFailure.refused(let failure) where failure.code == RPCFailure.headerMismatch {
      if case .ready(let session) = state { await refresh(session, limit: configuration.callTimeout) }
      return try await callAgain(tools.first { $0.name == tool.name } ?? tool, arguments, stream)
    } catch let failure as ServerFailure {
      throw ToolFailure("\(configuration.name) \(failure)")
    }
  }

  /// Ends it for good, with all that it began.
  func stop() async {
    let before = state
    state = .stopped
    switch before {
    case .starting(_, let task):
      task.cancel()
      await task.value
    case .ready(let session): await session.close()
    case .idle, .stopped: break
    }
  }

  private var absence: String {
    let left = backOff.timeLeft
    let again = left > .zero ? "; tried again in \(left.components.seconds + 1) s" : ""
    return "\(configuration.name) \(trouble)\(again)"
  }

  private func callAgain(
    _ tool: ToolListing, _ arguments: JSONValue, _ stream: @escaping @Loop (String) -> Void
  ) async throws -> ToolOutput {
    do { return try await callOnce(tool, arguments, stream) } catch let failure as ServerFailure {
      throw ToolFailure("\(configuration.name) \(failure)")
    }
  }

  private func callOnce(
    _ tool: ToolListing, _ arguments: JSONValue, _ stream: @escaping @Loop (String) -> Void
  ) async throws -> ToolOutput {
    let session = try await readySession()
    let news = NewsLines(limitBytes: limits.streamBytes, stream)
    do {
      let result = try await session.call(
        tool, arguments, limit: configuration.callTimeout, onNews: { news.take($0) })
      backOff.worked()
      let limits = limits
      // A picture can be megabytes of base64.
      return try await study.run { CallResult.output(result, limits) }
    } catch let failure as ServerFailure {
      if failure.endsSession { lost(session, failure) }
      if case .late = failure { look(after: session) }
      if case .ended(let words) = failure {
        throw ServerFailure.ended(words + " (during the call: what it had done by then is not known)")
      }
      throw failure
    }
  }

  private func readySession() async throws -> ServerSession {
    begin()
    if case .starting(let bell, _) = state { await bell.wait(atMost: configuration.startTimeout) }
    try Task.checkCancellation()
    guard case .ready(let session) = state else { throw ToolFailure(absence) }
    return session
  }

  private func start() async {
    let opener = opener
    areToolsStale = false
    do {
      let opened = try await Loop.withDeadline(configuration.startTimeout) { [weak self] in
        try await opener.open(remark: { self?.remark($0) }, toolsChanged: { self?.areToolsStale = true })
      }
      guard isStarting, !opened.session.isOver else {
        await opened.session.close()
        return failed("ended as soon as it had started")
      }
      take(opened.tools, opened.faults)
      ready(opened.session)
    } catch is DeadlineExceeded {
      failed("did not come up within \(Words.duration(configuration.startTimeout))")
    } catch {
      failed("\(error)")
    }
  }

  private var isStarting: Bool { if case .starting = state { true } else { false } }

  private func ready(_ session: ServerSession) {
    (state, readySince) = (.ready(session), .now)
    log("MCP server \(configuration.name): \(tools.count) tools, MCP \(session.revision)")
    session.onEnd = { [weak self, weak session] failure in
      if let session { self?.lost(session, failure) }
    }
    Loop.start { await self.subscribe(session) }
  }

  private func failed(_ words: String, lived: Duration? = nil) {
    guard !isStopped else { return }
    state = .idle
    backOff.failed(lived: lived)
    trouble = words
    remark(words)
  }

  private var isStopped: Bool { if case .stopped = state { true } else { false } }

  private func lost(_ session: ServerSession, _ failure: ServerFailure) {
    guard case .ready(let current) = state, current === session else { return }
    Loop.start { await session.close() }
    if failure == .sessionLost { state = .idle } else { failed("\(failure)", lived: .now - readySince) }
  }

  /// A call had no answer: is anybody there?
  private func look(after session: ServerSession) {
    Loop.start {
      guard await !session.isAlive() else { return }
      self.lost(session, .ended("does not answer any more"))
    }
  }

  /// Where the news of a change come on a stream that may break, a change may be missed meanwhile.
  private func subscribe(_ session: ServerSession) async {
    var pause = Duration.seconds(1)
    while await session.subscribe(), !session.isOver {
      guard (try? await Loop.sleep(for: pause)) != nil else { return }
      areToolsStale = true
      pause = min(pause * 2, .seconds(60))
    }
  }

  private func refresh(_ session: ServerSession, limit: Duration) async {
    areToolsStale = false
    do {
      let list = try await session.listTools(limit: limit)
      take(list.tools, list.faults)
    } catch {
      areToolsStale = true
      if let failure = error as? ServerFailure, failure.endsSession { lost(session, failure) }
    }
  }

  private func take(_ listings: [ToolListing], _ faults: [String]) {
    tools = listings
    for fault in faults { remark(fault) }
  }

  private func remark(_ words: String) { log("MCP server \(configuration.name): \(words)") }
}
