public import EventLoop
internal import HTTP
public import Kernel

/// Listens, keeps the connections within their limits, and hands each request to its handler.
/// Lives until `stop`.
@Loop public final class HTTPServer {
  /// Called once per request, in order per connection; answers at once or starts a task that does.
  public typealias Handler = @Loop (Exchange) -> Void

  public let limits: ServerLimits
  let handler: Handler
  /// Makes the answer to a request that never reached a handler, from its status and words.
  let refusal: @Loop (Int, String) -> Response
  let log: @Loop (String) -> Void
  private(set) var isStopping = false

  var scratch: Scratch
  let pump: StreamPump
  /// Since the server was made.
  private(set) var seconds: Int32 = 0
  private var clock = ServerClock()
  private(set) var listeners: [Listener] = []
  private(set) var connections: [Connection] = []
  private var perAddress: [SocketAddress.Host: Int] = [:]
  private var tick: Timer?
  /// When it last said that it is full, in its seconds.
  private var saidFull: Int32?

  public init(
    limits: ServerLimits = ServerLimits(), log: @escaping @Loop (String) -> Void = { _ in },
    refusal: @escaping @Loop (Int, String) -> Response = { Response($0, body: .bytes(Array($1.utf8))) },
    handler: @escaping Handler
  ) {
    self.refusal = refusal
    self.limits = limits
    self.log = log
    self.handler = handler
    scratch = Scratch(capacity: limits.readBytes)
    pump = StreamPump(perTurn: limits.streamsPerTurn)
  }

  /// Begins to accept; returns the address, with the port that the kernel chose if none was given.
  public func listen(on address: SocketAddress) throws -> SocketAddress {
    let listener = try Listener(on: address, server: self)
    listeners.append(listener)
    return listener.address
  }

  /// Begins to accept on a socket that was opened for us.
  public func listen(on inherited: ServiceManager.InheritedSocket) throws -> SocketAddress {
    let listener = try Listener(try Socket.listening(inherited), server: self)
    listeners.append(listener)
    return listener.address
  }

  public var connectionCount: Int { connections.count }
  public private(set) var requestCount = 0
  /// Told of each answer as it begins.
  public var report: (@Loop (RequestReport) -> Void)?
  /// Tells this run's requests from another's.
  let mark = String((0..<4).map { _ in "abcdefghijklmnopqrstuvwxyz".randomElement() ?? "a" })
  /// Read only for reports.
  var milliseconds: Int { clock.milliseconds }

  /// Stops accepting, ends event streams after what they have, closes idle connections, and lets requests
  /// under way finish until `deadline` has passed.
  public func stop(within deadline: Duration) async {
    isStopping = true
    for listener in listeners { listener.close() }
    listeners = []
    for connection in connections { connection.serverIsStopping() }
    let end = ContinuousClock.now + deadline
    while !connections.isEmpty, ContinuousClock.now < end { try? await Loop.sleep(for: .milliseconds(10)) }
    for connection in connections { connection.close() }
  }

  /// Takes a new connection; those over a limit only to be told so.
  func adopt(_ accepted: Socket.Accepted, from peer: SocketAddress) throws(SystemError) {
    let connection = Connection(try Socket(accepted), peer: peer, server: self)
    if connections.count >= limits.connections { sayFull() }
    guard connections.count < limits.connections + limits.refusedConnections else { return }
    try connection.open(at: connections.count)
    connections.append(connection)
    perAddress[peer.host, default: 0] += 1
    startTicking()
    if connections.count > limits.connections {
      connection.refuse(503, "The server has no room for another connection; try again later.")
    } else if !isExempt(peer), perAddress[peer.host, default: 0] > limits.connectionsPerAddress {
      connection.refuse(429, "Too many connections from your address; close some of them.")
    }
  }

  // At most once a minute: a crowd that comes again and again must not fill the log too.
  private func sayFull() {
    if let saidFull, seconds - saidFull < 60 { return }
    saidFull = seconds
    log("cannot accept more than \(limits.connections) connections: the others are refused for now")
  }

  private func isExempt(_ peer: SocketAddress) -> Bool { peer.isLoopback && limits.exemptsLoopback }

  /// For a connection that broke while somebody further up the stack still works with it.
  func closeAfterTurn(_ connection: Connection) { EventLoop.shared.afterTurn { connection.close() } }

  func dateLine() -> [UInt8] { clock.dateLine() }

  func decodeBody(_ decoder: inout BodyDecoder) throws(BodyDecoder.Failure) -> BodyDecoder.Piece {
    try scratch.body(&decoder)
  }

  func takeMessage(_ reader: inout WebSocketReader) throws(WebSocketFailure) -> WebSocketMessage? {
    try scratch.message(&reader)
  }

  func countRequest() { requestCount += 1 }

  /// Lets go of a closed connection; the last one takes its place.
  func forget(_ connection: Connection) {
    let last = connections.removeLast()
    if last !== connection {
      connections[connection.place] = last
      last.place = connection.place
    }
    let host = connection.peer.host
    perAddress[host] = perAddress[host, default: 1] - 1
    if perAddress[host] == 0 { perAddress[host] = nil }
    for listener in listeners { listener.resume() }
  }

  // One tick for all deadlines: a timer each would cost more than the second of precision is worth.
  private func startTicking() {
    guard tick == nil else { return }
    seconds = clock.seconds
    // Not weak: that would move the server's reference count, which every event touches, into a side table.
    tick = EventLoop.shared.schedule(after: .seconds(1)) { self.sweep() }
  }

  private func sweep() {
    tick = nil
    seconds = clock.seconds
    var index = connections.count - 1
    while index >= 0 {
      if index < connections.count { connections[index].tick(seconds) }
      index -= 1
    }
    if !connections.isEmpty { startTicking() }
  }
}
