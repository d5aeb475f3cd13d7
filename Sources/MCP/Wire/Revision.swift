/// The revisions of the protocol that we speak, by date.
enum Revision {
  /// Without sessions: each request carries its revision and what we can do (2026-07-28 and later).
  static let modern = ["2026-07-28"]
  /// With a handshake (`initialize`), the newest first.
  static let handshakes = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"]
}
