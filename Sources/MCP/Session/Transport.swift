internal import EventLoop

/// The way to a server and back, for one session.
@Loop protocol Transport: AnyObject {
  /// Whom messages of the server go to: set before the first `send`.
  var receiver: (any TransportReceiver)? { get set }
  /// The revision that was agreed on; nil before.
  var revision: String? { get set }
  /// Whether each request has a stream of its own for its answer.
  var hasOwnStreams: Bool { get }

  /// Sends a message. Where the way has answers of its own (HTTP), returns once the answer has been received
  /// whole; else as soon as the message is on its way. Cancelling gives the answer up.
  ///
  /// errors: `ServerFailure`, `CancellationError`
  func send(_ message: Outgoing) async throws

  /// Takes the server's own news, where it offers them apart (handshake era). Returns at once.
  func listen()

  /// Ends the session with the server, and the server if it is ours. Takes some seconds at most.
  func close() async
}

/// Who takes what a transport brings.
@Loop protocol TransportReceiver: AnyObject {
  /// call: the request on whose own stream it came; nil where all come on one
  func received(_ message: ServerMessage, during call: Int?)
  /// Something came that is no message: a word for whoever wonders why nothing works.
  func receivedNonsense(_ words: String)
  /// A message was too large and is lost: nobody can tell whose answer it was.
  func dropped(_ words: String)
  /// Nothing more will come. Once.
  func ended(_ failure: ServerFailure)
}
