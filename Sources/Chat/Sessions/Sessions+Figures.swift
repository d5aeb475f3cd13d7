internal import EventLoop
internal import Kernel

/// How the sessions are, in figures.
extension Sessions {
  /// How many turns there were, and how they ended.
  public var tally: TurnTally { store.tally }
  public var count: Int { store.listed.count }
  /// Told of each turn that has ended.
  public var turnEnded: @Loop (TurnReport) -> Void {
    get { store.turnEnded }
    set { store.turnEnded = newValue }
  }

  /// What the disk holds, and what of it the uploads take, in bytes.
  public func space() async -> (free: Int, uploads: Int) {
    let (folder, uploads) = (store.folder, store.uploads.folder)
    let figures = try? await store.disk.run {
      (FileSystem.freeBytes(at: folder) ?? 0, (try? FileSystem.bytes(inFilesOf: uploads)) ?? 0)
    }
    return figures ?? (0, 0)
  }

  /// Whether the data folder can be written.
  ///
  /// errors: `.storage` with the reason
  public func check() async throws {
    let (path, files) = (store.folder + "/writable", store.files)
    try await storing("The data folder cannot be written") { [store] in
      try await store.disk.run { try files.replace(path, with: [10]) }
    }
  }
}
