/// How the web channel behaves; the command's configuration fills it in.
public struct WebOptions: Sendable {
  /// Names by which the house may be called besides addresses and its own; `*` is any.
  public var allowedHosts: [String] = []
  /// The app and its API.
  public var app = ChannelOptions()
  public var webSocket = ChannelOptions()
  public var openAI = ChannelOptions()
  /// Pages of other sites that may use `/v1`, such as `https://app.example.org`; none else.
  public var openAIOrigins: [String] = []
  /// A folder that is served instead of the app inside; empty is none.
  public var staticFolder = ""
  public var version = ""

  public init() {}
}

/// How much a request may bring. The room's only home for such numbers.
public struct WebLimits: Sendable {
  /// A body of JSON, in bytes: a message of 1 MiB with room for its escapes.
  public var jsonBytes = 8 << 20
  /// A body that holds a whole history, in bytes.
  public var historyBytes = 64 << 20
  /// How long a browser keeps the cookie of a login, in seconds; how long it opens the door is the door's affair.
  public var cookieSeconds = 34_560_000
  /// One uploaded file, in bytes.
  public var uploadBytes = 25 << 20
  /// Files in one request.
  public var filesAnUpload = 20
  /// What is read from the disk and sent at once, in bytes.
  public var pieceBytes = 128 << 10
  /// Sessions that one event stream follows.
  public var sessionsAStream = 32
  /// One message over a WebSocket, in bytes: as a body of JSON.
  public var socketBytes = 8 << 20
  /// What a WebSocket says is read on another thread than the loop's from this size on, in bytes.
  static let socketStudyBytes = 16 << 10
  /// What a WebSocket is sent is packed from this size on, in bytes.
  static let socketPackBytes = 1 << 10
  /// What a reader who comes back is given at once, in bytes.
  static let replayBytes = 64 << 10
  /// Answers under way at once at `/v1`; one more is told to come back.
  public var openAIAnswers = 64
  /// A question at `/v1`, in bytes: a history with its pictures.
  public var openAIBytes = 32 << 20
  /// How long a stream at `/v1` waits for its first word: so long a failure still has an HTTP status.
  public var openAIPatience = Duration.seconds(10)
  /// Messages a page of history has if the request names no number.
  public var historyPage = 10_000

  public init() {}
}
