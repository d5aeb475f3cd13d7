/// How much the server gives to one connection, and to all. The room's only home for such numbers.
public struct ServerLimits: Sendable {
  /// Connections in all; one more is answered 503 and closed.
  public var connections = 16_384
  /// So many more are taken at a time, to be answered 503; beyond them a connection is just closed.
  public var refusedConnections = 64
  /// Descriptors that connections leave to the disk and to the models: an answer that has begun must find
  /// its file, however many knock at the door.
  public var reservedDescriptors = 32
  /// Connections from one address; one more is answered 429.
  public var connectionsPerAddress = 256
  /// A proxy in front is one address, and it speaks for all.
  public var exemptsLoopback = true
  /// From a request's first byte to the end of its head, in seconds.
  public var headSeconds: Int32 = 10
  /// Between two pieces of a request's body, in seconds.
  public var bodySeconds: Int32 = 30
  /// Between two requests of a connection, in seconds: longer than nginx keeps an upstream (60 s).
  public var idleSeconds: Int32 = 75
  /// How long a reader may take nothing of what waits for it, in seconds.
  public var writeSeconds: Int32 = 30
  /// After a refusal, how long the rest of a request is read and thrown away, so that the client
  /// gets to see the answer instead of a reset (RFC 9112 §9.6).
  public var lingerSeconds: Int32 = 2
  /// Silence on an event stream before a comment is sent, in seconds: nginx cuts at 60.
  public var pingSeconds: Int32 = 15
  /// A WebSocket is asked whether it is still there so often, and given up after such a silence, in seconds.
  public var socketPingSeconds: Int32 = 30
  public var socketSilenceSeconds: Int32 = 60
  /// From the first byte of a WebSocket's message to its last, in seconds.
  public var socketMessageSeconds: Int32 = 60
  /// How long a WebSocket that was told goodbye may take to say it too, in seconds.
  public var socketCloseSeconds: Int32 = 3
  /// Messages of a WebSocket from this size on are packed, where that was agreed upon, in bytes.
  public var socketDeflateBytes = 1024
  /// What may wait in memory for one reader before its writer has to wait, in bytes.
  public var outputBytes = 256 * 1024
  /// What is read at once, in bytes; one buffer for all connections.
  public var readBytes = 64 * 1024
  /// Connections taken, and event streams served, in one turn of the loop before others have theirs.
  public var acceptsPerTurn = 64
  public var streamsPerTurn = 256
  /// What one event stream may ask its source for in its turn, in steps.
  public var stepsPerStream = 64

  public init() {}

  /// Lowers the number of connections so far that the reserve is always free.
  ///
  /// descriptors: how many may be open at once
  public mutating func fit(descriptors: Int) {
    let room = max(2, descriptors - reservedDescriptors)
    refusedConnections = min(refusedConnections, room / 4)
    connections = min(connections, room - refusedConnections)
  }
}
