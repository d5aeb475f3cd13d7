public import EventLoop
internal import Kernel

/// Files that users sent, each under an id of ours: its bytes, and a record beside them.
@Loop public final class Uploads {
  let folder: String
  let disk: Disk
  let files: Files
  let limits: ChatLimits
  private let start = (wall: Int(WallClock.milliseconds), steady: ContinuousClock.now)
  /// Uploads whose bytes still come, or whose record is about to.
  var underWay: Set<String> = []

  init(folder: String, disk: Disk, files: Files, limits: ChatLimits) {
    self.folder = folder
    self.disk = disk
    self.files = files
    self.limits = limits
  }

  /// Begins an upload.
  ///
  /// name:         the user's, of which only the last part of a path is kept
  /// declaredType: believed only where the bytes do not say otherwise
  /// limit:        in bytes; nil takes the room's
  public func begin(
    name: String, declaredType: String, for user: User, limit: Int? = nil
  ) async throws -> UploadWriter {
    try await UploadWriter(
      name: Self.clean(name), declaredType: declaredType, user: user, limit: limit ?? limits.uploadBytes,
      uploads: self)
  }

  /// errors: `.uploadNotFound`, also for another user's
  public func open(_ id: String, for user: User) async throws -> StoredUpload {
    let record = try await record(id, for: user)
    let path = path(id)
    let bytes = try await onDisk { try UploadBytes(path) }
    return StoredUpload(record, bytes, disk: disk)
  }

  /// All bytes of an upload, for a model.
  ///
  /// errors: `.tooLarge` over `limit` bytes, `.uploadNotFound`
  public func bytes(of id: String, for user: User, limit: Int) async throws -> [UInt8] {
    let upload = try await open(id, for: user)
    guard upload.attachment.size <= limit else {
      throw ChatError.tooLarge("\(upload.attachment.name) has more than \(limit) bytes")
    }
    return try await upload.read(at: 0, count: upload.attachment.size)
  }

  /// Marks uploads as a session's.
  ///
  /// errors: `.unknownAttachment`
  func attach(_ ids: [String], to session: String, for user: User) async throws -> [Attachment] {
    for id in ids where !Identifier.isValid(id) { throw ChatError.unknownAttachment(id) }
    let (folder, files) = (folder, files)
    // In one piece, so that no sweep comes between finding and marking.
    return try await onDisk {
      var records: [UploadRecord] = []
      for id in ids {
        guard let record = try UploadRecord.read(beside: "\(folder)/\(id)", files), record.user == user.name
        else {
          throw ChatError.unknownAttachment(id)
        }
        records.append(record)
      }
      for var record in records where record.session == nil {
        record.session = session
        try record.store(beside: "\(folder)/\(record.id)", files)
      }
      return records.map(\.attachment)
    }
  }

  /// Removes those of the uploads that are the session's own.
  func remove(_ ids: [String], ofSession session: String) async {
    for id in ids where Identifier.isValid(id) {
      let (path, files) = (path(id), files)
      try? await disk.run {
        guard let record = try UploadRecord.read(beside: path, files), record.session == session else {
          return
        }
        try UploadRecord.remove(path, files)
      }
    }
  }

  /// Gives those of the uploads that are `old`'s to `new`; nil: no message names them, and they are swept in time.
  func mark(_ ids: [String], from old: String?, to new: String?, for user: User? = nil) async {
    for id in ids where Identifier.isValid(id) {
      let (path, files) = (path(id), files)
      try? await disk.run {
        guard var record = try UploadRecord.read(beside: path, files), record.session == old,
          user == nil || record.user == user?.name
        else { return }
        record.session = new
        if new == nil { record.created = Int(WallClock.milliseconds) }
        try record.store(beside: path, files)
      }
    }
  }

  /// Removes uploads that no message names yet: their request was refused.
  public func discard(_ ids: [String], for user: User) async {
    for id in ids where Identifier.isValid(id) {
      let (path, files) = (path(id), files)
      try? await disk.run {
        guard let record = try UploadRecord.read(beside: path, files), record.user == user.name,
          record.session == nil
        else { return }
        try UploadRecord.remove(path, files)
      }
    }
  }

  /// Copies an upload for another session; the bytes are shared on the disk.
  func copy(_ attachment: Attachment, to session: String, for user: User) async throws -> Attachment {
    var record = try await record(attachment.id, for: user)
    let old = path(record.id)
    record.id = Identifier.random()
    record.session = session
    underWay.insert(record.id)
    defer { underWay.remove(record.id) }
    let (path, files, new) = (path(record.id), files, record)
    try await onDisk {
      try FileSystem.link(old, to: path)
      try new.store(beside: path, files)
    }
    return record.attachment
  }

  func path(_ id: String) -> String { "\(folder)/\(id)" }
  func partPath(_ id: String) -> String { "\(folder)/\(id).part" }

  func onDisk<T: Sendable>(_ work: @Sendable () throws -> T) async throws -> T {
    do { return try await disk.run(work) } catch let error as ChatError { throw error } catch {
      throw ChatError.storage("The upload could not be stored or read: \(error)")
    }
  }

  /// Removes what no message names and is old, and what a crash left half done. A few files at a time.
  func sweep(olderThan age: Duration) async {
    let (folder, files) = (folder, files)
    guard let names = try? await disk.run({ try FileSystem.entries(of: folder) }) else { return }
    let all = Set(names)
    let oldest = now(wall: Int(WallClock.milliseconds), steady: .now) - Int(age.components.seconds) * 1000
    for name in names {
      let id = String(name.prefix(36))
      guard Identifier.isValid(id), !underWay.contains(id) else { continue }
      if name.hasSuffix(".part") || name.hasSuffix(".tmp") || (name == id && !all.contains(id + ".json")) {
        try? await disk.run { try files.remove("\(folder)/\(name)") }
      } else if name == id {
        try? await disk.run { try UploadRecord.removeLoose("\(folder)/\(id)", createdBefore: oldest, files) }
      }
    }
  }

  /// The time by which things grow old: a clock that is set forward makes nothing older.
  func now(wall: Int, steady: ContinuousClock.Instant) -> Int {
    min(wall, start.wall + Int(start.steady.duration(to: steady).components.seconds) * 1000)
  }

  private func record(_ id: String, for user: User) async throws -> UploadRecord {
    guard Identifier.isValid(id) else { throw ChatError.uploadNotFound(id) }
    let (path, files) = (path(id), files)
    guard let record = try await onDisk({ try UploadRecord.read(beside: path, files) }),
      record.user == user.name
    else { throw ChatError.uploadNotFound(id) }
    return record
  }

  private static func clean(_ name: String) -> String {
    let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
    let line = Preview.line(last, characters: 200)
    return line.isEmpty || line == "." || line == ".." ? "file" : line
  }
}
