public import EventLoop
public import HTTP

/// What stands behind a WebSocket: it takes messages, and is asked for frames when the client can take more.
@Loop public protocol WebSocketHandler: AnyObject {
  /// The next frames, encoded and shared; `.wait` until `WebSocket.wake`.
  func next() -> WebSocketStep
  /// A text or a binary message. While `WebSocket.isHeld` no other comes.
  func received(_ message: WebSocketMessage)
  /// The connection has gone. Called once.
  func socketEnded()
}

public enum WebSocketStep: Sendable {
  case frames([UInt8])
  case wait
  case close(WebSocketClose)
}
