/// An uploaded file as a message names it.
public struct Attachment: Hashable, Sendable, Codable {
  /// A lower-case UUID.
  public var id: String
  /// The user's name for it, never part of a path.
  public var name: String
  /// By content, not by name.
  public var mime: String
  /// Bytes.
  public var size: Int
  /// Relative to wherever the app is mounted.
  public var url: String

  public init(id: String, name: String, mime: String, size: Int, url: String) {
    self.id = id
    self.name = name
    self.mime = mime
    self.size = size
    self.url = url
  }
}
