/// The bounds of what an MCP server may cost.
struct MCPLimits: Sendable {
  static let standard = MCPLimits()

  /// One message of a server, in bytes; a larger one is dropped and fails the calls that wait.
  var messageBytes = 16 * 1024 * 1024
  /// Of what a program writes to standard error, the end is kept, to say why it ended.
  var errorTailBytes = 4096
  /// Bytes that wait for a program to read them.
  var waitingBytes = 32 * 1024 * 1024
  /// An HTTP error's body.
  var errorBodyBytes = 64 * 1024
  /// Progress and log lines of one call that its reader is shown, in bytes.
  var streamBytes = 256 * 1024

  /// Tools of one server, and the pages in which it lists them.
  var tools = 256
  var pages = 64
  /// What the model is told of a tool, in bytes: its description, its schema.
  var purposeBytes = 8 * 1024
  var schemaBytes = 128 * 1024
  /// Pictures in one result.
  var pictures = 16

  /// Until a server that does not answer `server/discover` is taken for an older one.
  var probe: Duration = .seconds(5)
  /// A turn waits so long for servers that are starting, and then goes on without their tools.
  var patience: Duration = .seconds(10)
  /// How often progress may begin a call's time limit anew.
  var extensions = 10
  /// For an answer to a sign of life, once a call has had none.
  var ping: Duration = .seconds(5)
  /// For a server to end by itself once its input is closed, and again between SIGTERM and SIGKILL.
  var grace: Duration = .milliseconds(700)
  /// Tries to take up a broken event stream again, without anything new in between.
  var resumptions = 5
  /// How long a stream of a server's own news may be silent before it is opened anew.
  var listening: Duration = .seconds(3600)
}
