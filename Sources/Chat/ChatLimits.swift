/// Every bound of the room, with its unit.
public struct ChatLimits: Sendable {
  /// Events of one session kept in memory, in bytes; an older cursor is told `reset`.
  public var logBytes = 1 << 20
  /// How long deltas of a busy answer may wait to be written together. The first after a pause never waits.
  public var mergeWindow: Duration = .milliseconds(16)
  /// After this long unwatched and idle a session leaves the memory.
  public var idleUnload: Duration = .seconds(300)
  /// How long `stop` waits for a turn that does not end by itself before it is taken for ended.
  public var stopGrace: Duration = .seconds(10)
  /// A message's text, in bytes.
  public var messageBytes = 1 << 20
  public var attachmentsAMessage = 20
  public var clientIDCharacters = 64
  /// A name given by a person.
  public var nameCharacters = 200
  /// A name made from the first message.
  public var autoNameCharacters = 60
  public var previewCharacters = 120
  /// A file to import, in bytes.
  public var importBytes = 64 << 20
  /// Words searched for.
  public var queryCharacters = 200
  /// Sessions a search shows, newest first.
  public var foundSessions = 100
  /// Matches shown a session.
  public var matchesASession = 5
  /// Characters around a match.
  public var snippetCharacters = 120
  /// Files that a search reads before others may use the disk's thread.
  public var filesASlice = 16
  /// One uploaded file, in bytes.
  public var uploadBytes = 25 << 20
  /// What must stay free on the disk for the answers that run, in bytes: below it no turn begins and no upload.
  public var reservedBytes = 16 << 20
  /// All uploads together, in bytes; nil: as much as the disk holds.
  public var uploadQuotaBytes: Int?
  /// An upload that no message names is swept after this long.
  public var looseUpload: Duration = .seconds(86_400)

  /// A bot's answer in deltas, in bytes.
  public var botAnswerBytes = 8 << 20
  public var buttonsAMessage = 24
  /// Of a button's id, label and emoji.
  public var buttonCharacters = 80
  /// What a bot's feed may have before old news leave it, in bytes; what is unanswered stays.
  public var botFeedBytes = 4 << 20
  /// Pressed buttons that are kept for a bot that has not spoken since.
  public var pressesKept = 1000
  /// How long somebody is shown as typing who does not say so again.
  public var typing: Duration = .seconds(10)

  public var sweepInterval: Duration = .seconds(3600)

  public init() {}

  public static let standard = ChatLimits()
}
