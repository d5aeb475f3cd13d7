/// Pictures that come of tools.
extension Turn {
  /// Keeps a picture with the session.
  ///
  /// mime: believed only where the bytes do not say otherwise
  /// errors: `.tooLarge`, `.storage`
  public func keep(_ bytes: [UInt8], named name: String, mime: String) async throws -> Attachment {
    try await session.keep(bytes, named: name, mime: mime)
  }
}

extension Session {
  /// Keeps a file that did not come from the user.
  ///
  /// mime:   believed only where the bytes do not say otherwise
  /// limit:  in bytes; nil takes the room's
  /// errors: `.tooLarge`, `.diskFull`, `.storage`
  public func keep(_ bytes: [UInt8], named name: String, mime: String, limit: Int? = nil) async throws -> Attachment {
    let uploads = store.uploads
    let writer = try await uploads.begin(name: name, declaredType: mime, for: user, limit: limit)
    do {
      try await writer.append(bytes)
      let upload = try await writer.finish()
      return try await uploads.attach([upload.id], to: id, for: user).first ?? upload
    } catch {
      await writer.abort()
      throw error
    }
  }
}
