extension HTTPClient {
  /// The bounds of what a client holds, takes and waits for.
  public struct Limits: Sendable {
    /// Connections to one server, idle ones included; who comes later waits its connect timeout for one.
    public var connectionsPerOrigin = 32
    /// Idle connections kept over all servers; the oldest goes first.
    public var idleConnections = 8
    /// How long an idle connection is kept. Many servers drop theirs after 60 s, Node after 5 s.
    public var idleTimeout: Duration = .seconds(30)
    /// How long the next address of a name waits while the one before it is silent (RFC 8305 §5: 250 ms).
    public var nextAddressDelay: Duration = .milliseconds(250)
    /// Bytes of an answer's head.
    public var headBytes = 64 * 1024
    /// 1xx answers before the real one.
    public var interimResponses = 8
    /// Bytes read from a socket at once: all that is ever buffered of a body that nobody asks for.
    public static let readBytes = 64 * 1024

    public init() {}

    public static let standard = Limits()
  }
}
