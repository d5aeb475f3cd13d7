/// Why nobody was let in.
public enum LoginFailure: Error, Hashable, Sendable {
  /// The name or the password: which one is not told.
  case wrong
  /// Too many failures: come again after so many seconds.
  case tooMany(seconds: Int)
  /// The link for setting up has been used, or was never given.
  case noSetup
  /// What a person chose does not do.
  case unfit(String)
  /// The disk does not take it.
  case notKept(String)
}
