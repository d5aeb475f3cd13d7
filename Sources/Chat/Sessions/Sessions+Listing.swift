internal import EventLoop

/// The list, and the search through it.
extension Sessions {
  /// Pinned ones first, then the newest.
  public func all(for user: User) -> SessionList { store.list(for: user) }

  /// The same as values. With a query, those whose name or text has it, and where.
  ///
  /// cost: without a query O(n) in memory; with one, files are read a few at a time on the disk's
  /// thread
  public func list(for user: User, matching text: String? = nil) async throws -> [SessionInfo] {
    let infos = store.list(for: user).infos
    guard let text, !text.allSatisfy(\.isWhitespace) else { return infos }
    guard let query = SearchQuery(text, limit: store.limits.queryCharacters) else { return [] }
    return await search(infos, query)
  }

  private func search(_ infos: [SessionInfo], _ query: SearchQuery) async -> [SessionInfo] {
    let limits = store.limits
    var found: [SessionInfo] = []
    var rest = infos[...]
    while !rest.isEmpty, found.count < limits.foundSessions {
      let slice = Array(rest.prefix(limits.filesASlice))
      rest = rest.dropFirst(slice.count)
      let (folder, files) = (store.folder, store.files)
      found += await store.disk.compute {
        slice.compactMap { Self.search($0, in: folder, query, limits, files) }
      }
    }
    return Array(found.prefix(limits.foundSessions))
  }

  private nonisolated static func search(
    _ info: SessionInfo, in folder: String, _ query: SearchQuery, _ limits: ChatLimits, _ files: Files
  ) -> SessionInfo? {
    var info = info
    let isNamed = query.matches(info.name)
    info.matches = matches(info.id, in: folder, query, limits, files)
    return isNamed || info.matches?.isEmpty == false ? info : nil
  }

  private nonisolated static func matches(
    _ id: String, in folder: String, _ query: SearchQuery, _ limits: ChatLimits, _ files: Files
  ) -> [Match] {
    // A file that cannot be read now matches nothing: the search goes on.
    guard let bytes = try? files.read(Store.path(id, in: folder)), query.mayMatch(file: bytes) else {
      return []
    }
    let found = SessionParser.parse(bytes, id: id).history.lazy.compactMap { message in
      query.snippet(in: message.content, characters: limits.snippetCharacters).map {
        Match(messageID: message.id, snippet: $0)
      }
    }
    return Array(found.prefix(limits.matchesASession))
  }
}
