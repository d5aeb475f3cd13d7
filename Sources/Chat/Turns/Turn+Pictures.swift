/// Pictures that come of tools.
extension Turn {
  /// Keeps a picture with the session.
  ///
  /// mime: believed only where the bytes do not say otherwise
  /// errors: `.tooLarge`, `.storage`
  public func keep(_ bytes: [UInt8], named name: String, mime: String) async throws -> Attachment {
    let uploads = session.store.uploads
    let writer = try await uploads.begin(name: name, declaredType: mime, for: user)
    do {
      try await writer.append(bytes)
      let upload = try await writer.finish()
      return try await uploads.attach([upload.id], to: session.id, for: user).first ?? upload
    } catch {
      await writer.abort()
      throw error
    }
  }
}
