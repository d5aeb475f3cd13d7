internal import EventLoop
internal import Kernel

/// Sessions from elsewhere.
extension Sessions {
  /// What came of a file that was taken in.
  public struct Imported: Sendable {
    public let session: Session
    /// False: it was here already, and stayed as it was.
    public var isNew = false
    /// Files that its messages name, and that came along.
    public var files = 0
    /// The names of those that were not found.
    public var missing: [String] = []
  }

  /// Takes in a file that was exported here, or one of nanobot's. A session that is here already stays as it
  /// is.
  ///
  /// errors: `.invalid` if it is no session, `.tooLarge`, `.storage`
  public func importFile(_ bytes: [UInt8], named name: String, for user: User) async throws -> Session {
    try await importFile(bytes, named: name, filesIn: [], for: user).session
  }

  /// The same, with the files that its messages name.
  ///
  /// places: the folders in which they are looked for, by their names or ids
  public func importFile(_ bytes: [UInt8], named name: String, filesIn places: [String], for user: User) async throws
    -> Imported
  {
    guard bytes.count <= store.limits.importBytes else {
      throw ChatError.tooLarge("A file to import has at most \(store.limits.importBytes) bytes")
    }
    let limits = store.limits
    var read = try await storing("The file cannot be read") { [store] in
      try await store.disk.run { try ImportedSession(bytes, name: name, user: user, limits) }
    }
    // Another user's session of that id is none of this one's business: theirs gets an id of its own.
    let isTaken = held(byOther: read.info.id, than: user)
    if isTaken { read.info.id = Identifier.derived(from: user.name, read.info.id) }
    if find(read.info.id, for: user) != nil {
      return Imported(session: try await session(read.info.id, for: user))
    }
    return try await store(&read, filesIn: places, for: user)
  }

  private func store(_ read: inout ImportedSession, filesIn places: [String], for user: User) async throws -> Imported {
    let session = Session(new: read.info, user: user, store: store)
    var imported = Imported(session: session, isNew: true)
    hold(session)
    var copies: [String: Attachment] = [:]
    do {
      (copies, imported.missing) = try await bring(read.history.flatMap(\.files), from: places, for: user)
      imported.files = copies.count
      _ = try await uploads.attach(copies.values.map(\.id), to: session.id, for: user)
      for index in read.history.indices { read.history[index].replaceFiles(copies) }
      try await session.storeImported(read.history)
    } catch {
      await uploads.remove(copies.values.map(\.id), ofSession: session.id)
      session.close()
      forget(session)
      throw error
    }
    return imported
  }

  /// returns: uploads of ours by the ids that they replace, and the names of what is nowhere
  private func bring(_ files: [Attachment], from places: [String], for user: User) async throws
    -> ([String: Attachment], missing: [String])
  {
    var (copies, missing): ([String: Attachment], [String]) = ([:], [])
    guard !places.isEmpty else { return (copies, missing) }
    for file in files where copies[file.id] == nil {
      if (try? await uploads.open(file.id, for: user)) != nil { continue }
      guard let bytes = try await find(file, in: places) else {
        missing.append(file.name)
        continue
      }
      let writer = try await uploads.begin(name: file.name, declaredType: file.mime, for: user)
      try await writer.append(bytes)
      copies[file.id] = try await writer.finish()
    }
    return (copies, missing)
  }

  private func find(_ file: Attachment, in places: [String]) async throws -> [UInt8]? {
    let limit = store.limits.uploadBytes
    return try await store.disk.run {
      for place in places {
        for name in [file.name, file.id] where !name.contains("/") {
          let path = "\(place)/\(name)"
          guard let status = FileSystem.status(of: path), status.kind == .file, status.size <= limit else { continue }
          return try FileSystem.read(path, within: place)
        }
      }
      return nil
    }
  }

  private func held(byOther id: String, than user: User) -> Bool {
    store.listed[id].map { $0.user != user } ?? false
  }
}
