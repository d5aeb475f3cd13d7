/// The bounds of logins.
public enum LoginLimits {
  /// Of a password and of a name, in bytes.
  public static let passwordBytes = 1024
  public static let nameBytes = 64
  /// The shortest password that a person may choose, in characters.
  public static let shortestPassword = 8
  /// Logins that one user may have at a time; the oldest goes.
  public static let loginsPerUser = 100
  /// Failures that cost nothing; each further one doubles the wait.
  public static let freeFailures = 5
  public static let longestWait = Duration.seconds(60)
  /// Names and addresses whose failures are remembered.
  public static let remembered = 10_000
  /// Passwords that wait to be checked.
  public static let checksWaiting = 8
}
