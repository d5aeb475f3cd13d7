/// What a session's file says.
struct StoredSession: Sendable {
  /// How the file ends.
  enum Ending: Sendable, Hashable {
    /// As we wrote it.
    case whole
    /// A person's hand was in it: numbers after its last one cannot be trusted.
    case edited
    /// A section has a beginning and no end: all up to `size` is good.
    case torn(size: Int)
  }

  var front: FrontMatter
  var history: [Message]
  /// The last section's, if it has one.
  var trailer: Trailer?
  var ending: Ending
  /// Whether the next write must be of the whole file, because it is of another make than ours.
  var needsRewrite: Bool

  /// The last number given, as far as the file knows.
  var cursor: Cursor { trailer?.cursor ?? front.cursor }
}
