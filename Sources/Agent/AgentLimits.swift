/// What the room takes at most. Bytes unless the name says otherwise.
enum AgentLimits {
  /// A whole answer with its thoughts.
  static let answerBytes = 8 << 20
  /// An answer that is not streamed.
  static let bodyBytes = 16 << 20
  /// The body of an answer that is an error.
  static let errorBytes = 1 << 20
  /// One line or one event of a stream.
  static let eventBytes = 4 << 20
  /// Of a text file that is shown to the model; the rest is left out, and both are told.
  static let textFileBytes = 256 << 10
  /// Of one picture that is shown to the model.
  static let imageBytes = 20 << 20
  /// Calls of tools in one round.
  static let callsPerRound = 64
  /// Pictures in one request, the newest ones.
  static let images = 16
  /// Calls that one of the model's rounds may make; more are refused.
  static let callsARound = 64
  /// Outputs of a turn's tools that are kept whole; from there on only their heads and tails are.
  static let turnOutputBytes = 64 << 20
  /// Calls that run at the same time.
  static let callsSideBySide = 8
  /// Answer of a server that says which models it has.
  static let modelListBytes = 4 << 20
  /// How long a turn waits to be told the model's window.
  static let modelListTimeout = Duration.seconds(2)
  /// How long a look for model servers on this machine is taken for the truth.
  static let discoveryInterval = Duration.seconds(30)
  /// Models offered from one server that was found.
  static let modelsPerServer = 20
}
