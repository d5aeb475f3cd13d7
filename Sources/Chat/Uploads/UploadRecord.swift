/// What stands beside an upload's bytes, as `uploads/{id}.json`.
struct UploadRecord: Hashable, Sendable, Codable {
  var id: String
  var name: String
  /// By content.
  var mime: String
  /// Bytes.
  var size: Int
  var user: String
  /// When it had come whole, in Unix milliseconds.
  var created: Int
  /// Whose message names it; none yet while nil.
  var session: String?

  var attachment: Attachment {
    let ending = UploadType.ending(mime)
    return Attachment(id: id, name: name, mime: mime, size: size, url: "api/uploads/\(id)\(ending)")
  }
}
