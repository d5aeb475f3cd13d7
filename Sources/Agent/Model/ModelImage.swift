/// A picture as a model is to see it.
public struct ModelImage: Hashable, Sendable {
  public var mime: String
  /// Without line ends (RFC 4648 §4).
  public var base64: String

  public init(mime: String, base64: String) {
    self.mime = mime
    self.base64 = base64
  }
}
