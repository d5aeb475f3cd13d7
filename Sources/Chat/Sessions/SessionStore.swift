public import EventLoop

/// All sessions, wherever they are kept: in one folder today, on several machines some day. Nothing above may
/// assume that this process is the only one. Another user's session cannot be told from one that does not
/// exist.
@Loop public protocol SessionStore: AnyObject {
  var uploads: Uploads { get }
  /// Changes of a user's list: `session` and `session_deleted`, without `id:`.
  func changes(for user: User) -> EventLog
  func all(for user: User) -> SessionList
  func list(for user: User, matching query: String?) async throws -> [SessionInfo]
  func session(_ id: String, for user: User) async throws -> Session
  func begin(_ request: TurnRequest, for user: User) async throws -> Begun
  func create(_ draft: SessionDraft, for user: User) async throws -> Session
  func put(_ id: String, _ draft: SessionDraft, for user: User) async throws -> Session
  func delete(_ id: String, for user: User) async throws
  func fork(_ id: String, at messageID: String, for user: User) async throws -> Session
  func export(_ id: String, as format: ExportFormat, for user: User) async throws -> ExportedFile
  func importFile(_ bytes: [UInt8], named name: String, for user: User) async throws -> Session
}
