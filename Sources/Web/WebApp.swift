public import Agent
public import Chat
public import EventLoop
internal import HTTP
public import HTTPServer
public import Login

/// All doors of the house: who may come in, and who answers.
@Loop public final class WebApp {
  let sessions: Sessions
  let agents: Agents
  let options: WebOptions
  let limits: WebLimits
  /// A thread for long computations: on the disk's, every running answer would wait for them.
  let study = Disk()
  let door: FrontDoor
  let streams = OpenStreams<String>()
  let openAI: OpenAIManner
  /// Answers that are under way at `/v1`.
  var openAIAnswers = 0
  /// The door for programs that answer.
  public let bots = BotDoor()
  /// Sessions in the words of WebSockets, as long as somebody listens.
  var socketLogs: [String: SocketLog] = [:]
  /// What whoever runs the house knows of it, for `GET /metrics`.
  public var vitals: @Loop () -> [Metric] = { [] }
  private let gatekeeper: Gatekeeper
  let router = Router()
  private let assets: AssetRoutes

  /// ownNames: the machine's own names, by which it may be called
  public init(
    sessions: Sessions, agents: Agents, keeper: Doorkeeper, options: WebOptions = WebOptions(),
    limits: WebLimits = WebLimits(), ownNames: [String] = [], disk: Disk
  ) {
    door = FrontDoor(keeper: keeper, limits: limits)
    self.sessions = sessions
    self.agents = agents
    self.options = options
    doors = Self.doors(options)
    openAI = OpenAIManner(allowedOrigins: options.openAIOrigins)
    self.limits = limits
    gatekeeper = Gatekeeper(allowedHosts: options.allowedHosts.map { $0.lowercased() }, ownNames: ownNames)
    assets = AssetRoutes(folder: options.staticFolder.isEmpty ? nil : StaticFolder(options.staticFolder, disk: disk))
    for routes in [
      addSessionRoutes, addMessageRoutes, addChatRoutes, addApprovalRoutes, addEventRoutes, addUploadRoutes,
      addHouseRoutes, addLoginRoutes, addMetricsRoutes, addOpenAIRoutes, addButtonRoutes, addPresenceRoutes,
      addBotRoutes, addSocketRoutes,
    ] {
      routes()
    }
    keeper.ended = { [streams] in streams.end(where: $0.contains) }
  }

  /// Answers a request, now or later: the handler of an `HTTPServer`.
  public func handle(_ exchange: Exchange) {
    do { try route(exchange) } catch { exchange.respond(Reply.failure(Failure(error))) }
  }

  /// The answer to a request that never became one.
  public static func refusal(_ status: Int, _ words: String) -> Response {
    Reply.failure(Failure(status, Failure.code(status), words))
  }

  /// `answer` returns what to send, or nil if it has answered by itself.
  ///
  /// channel: whose door it is; the app's if none is named
  func on(
    _ method: Method, _ pattern: String, for channel: ChannelOptions? = nil,
    _ answer: @escaping @Loop @Sendable (Call) async throws -> Response?
  ) {
    let channel = channel ?? options.app
    router.on(method, pattern) { [unowned self] exchange, target, captures in
      guard let visitor = door.visitor(exchange) else { return exchange.respond(Reply.failure(door.refusal)) }
      guard channel.serves(visitor.name) else { return exchange.respond(Reply.failure(Self.notAllowed)) }
      start(exchange, target, captures, visitor, answer)
    }
  }

  /// As `on`, for those too who have not said who they are.
  func onPublic(
    _ method: Method, _ pattern: String, _ answer: @escaping @Loop @Sendable (Exchange, Call) async throws -> Response?
  ) {
    router.on(method, pattern) { [unowned self] exchange, target, captures in
      start(exchange, target, captures, .nobody) { try await answer(exchange, $0) }
    }
  }

  func start(
    _ exchange: Exchange, _ target: RequestTarget, _ captures: [String], _ visitor: Visitor,
    _ answer: @escaping @Loop @Sendable (Call) async throws -> Response?
  ) {
    let call = Call(exchange: exchange, target: target, captures: captures, visitor: visitor, limits: limits)
    Loop.start {
      do { if let response = try await answer(call) { exchange.respond(response) } } catch {
        exchange.respond(Reply.failure(Failure(error)))
      }
    }
  }

  private static let notAllowed = Failure(403, "not_allowed", "The channel's allow_from does not let you in.")

  private func route(_ exchange: Exchange) throws {
    try gatekeeper.checkHost(exchange.head)
    if assets.answerAtOnce(exchange) { return }
    let target = try RequestTarget(exchange.head)
    // Behind a proxy that keeps its sub-path, ours begins somewhere behind the first slash.
    guard let start = target.segments.firstIndex(where: { doors.contains($0) }) else {
      return assets.answer(exchange, target.segments)
    }
    let segments = target.segments[start...]
    guard segments.first == "v1" else {
      try gatekeeper.checkOrigin(exchange.head)
      return try call(exchange, target, segments)
    }
    callOpenAI(exchange, target, segments)
  }

  /// Where the part of a path begins that is ours; all others are files of the app.
  private let doors: Set<String>
  private static func doors(_ options: WebOptions) -> Set<String> {
    var doors: Set = ["api", "metrics", "v1", "ws"]
    if !options.openAI.isEnabled { doors.remove("v1") }
    if !options.webSocket.isEnabled { doors.remove("ws") }
    return doors
  }

  private func callOpenAI(_ exchange: Exchange, _ target: RequestTarget, _ segments: ArraySlice<String>) {
    if let answer = openAI.preflight(exchange.head) { return exchange.respond(answer) }
    do {
      if !openAI.admits(exchange.head) { try gatekeeper.checkOrigin(exchange.head) }
      try call(exchange, target, segments)
    } catch { exchange.respond(openAI.refusal(Failure(error), to: exchange.head)) }
  }

  private func call(_ exchange: Exchange, _ target: RequestTarget, _ segments: ArraySlice<String>) throws {
    switch router.match(exchange.head.method, Array(segments)) {
    case .handler(let handler, let captures): handler(exchange, target, captures)
    case .wrongMethod(let allowed):
      let names = allowed.map(\.description).joined(separator: ", ")
      throw Failure(405, "method_not_allowed", "Here one can \(names).", [.allow: names])
    case .unknown: throw Failure(404, "not_found", "There is nothing at \(target.path).")
    }
  }
}
