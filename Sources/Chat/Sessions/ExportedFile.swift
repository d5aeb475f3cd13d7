/// A session to download.
public struct ExportedFile: Hashable, Sendable {
  /// With its ending; for a person, and free of anything a path could trip over.
  public var name: String
  public var mime: String
  public var bytes: [UInt8]
}
