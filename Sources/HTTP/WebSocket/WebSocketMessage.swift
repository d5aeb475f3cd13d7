/// What a client said: a message, whole and unpacked, or a control frame.
public enum WebSocketMessage: Hashable, Sendable {
  /// UTF-8, as has been checked.
  case text([UInt8])
  case binary([UInt8])
  case ping([UInt8])
  case pong([UInt8])
  case close(WebSocketClose)
}
