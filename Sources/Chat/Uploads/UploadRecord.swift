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

/// Beside the bytes at `path`: for the disk's thread.
extension UploadRecord {
  func store(beside path: String, _ files: Files) throws {
    try files.replace(path + ".json", with: JSONText.encode(self))
  }

  /// Nil if there is none, or none that can be read.
  static func read(beside path: String, _ files: Files) throws -> UploadRecord? {
    guard let json = try files.read(path + ".json") else { return nil }
    let record = try? JSONText.decode(UploadRecord.self, from: json)
    return record.flatMap { $0.size >= 0 ? $0 : nil }
  }

  /// The record goes first: bytes without one are found by nobody, and swept.
  static func remove(_ path: String, _ files: Files) throws {
    try files.remove(path + ".json")
    try files.remove(path)
  }

  /// Removes an upload that no message names.
  static func removeLoose(_ path: String, createdBefore oldest: Int, _ files: Files) throws {
    guard let record = try read(beside: path, files), record.session == nil, record.created < oldest else {
      return
    }
    try remove(path, files)
  }
}
