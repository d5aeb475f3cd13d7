/// What opening the data folder found and mended, for the log.
public enum RecoveryNote: Hashable, Sendable, CustomStringConvertible {
  /// A turn that a crash cut off is kept as an answer marked `interrupted`.
  case interrupted(session: String, message: String)
  /// A turn waits for a person's or a bot's word, as it did before.
  case waiting(session: String, message: String)
  /// A section that was never whole, and so never acknowledged, was cut.
  case cut(session: String, bytes: Int)
  /// A journal that could not be read, or not to its end; it is kept under another name.
  case damaged(journal: String, kept: String)
  /// A file that could not be read; it is left alone.
  case unreadable(file: String, reason: String)

  public var description: String {
    switch self {
    case .interrupted(let session, let message):
      "session \(session): recovered the interrupted answer \(message)"
    case .waiting(let session, let message):
      "session \(session): the answer \(message) waits on"
    case .cut(let session, let bytes): "session \(session): cut \(bytes) bytes of a torn write"
    case .damaged(let journal, let kept): "\(journal) is damaged; it is kept as \(kept)"
    case .unreadable(let file, let reason): "cannot read \(file): \(reason)"
    }
  }
}
