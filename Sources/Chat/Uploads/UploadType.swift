internal import HTTP

/// What an upload is: its first bytes decide, and where they leave a choice, its name.
enum UploadType {
  /// The bytes needed to tell.
  static var sampleBytes: Int { MediaType.contentBytes }

  /// declared: the client's word, believed only for what is neither text nor a picture
  static func mime(sample: [UInt8], name: String, declared: String) -> String {
    let proven = MediaType(content: sample.span).essence
    let named = MediaType(fileName: name).essence
    switch proven {
    case MediaType.plainText.essence: return quietTexts.contains(named) ? named : proven
    case "application/zip": return named.hasPrefix("application/vnd.") ? named : proven
    case MediaType.binary.essence:
      guard let type = MediaType(declared), !type.isText, !type.isImage else { return proven }
      return type.essence
    default: return proven
    }
  }

  /// For the end of its address, so that a download has a likely name.
  static func ending(_ mime: String) -> String { endings[mime] ?? "" }

  /// Texts that no browser runs.
  private static let quietTexts: Set<String> = [
    "text/markdown", "text/csv", "text/tab-separated-values", "application/json", "application/yaml",
    "application/toml",
  ]

  private static let endings = [
    "image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp",
    "image/avif": ".avif",
    "application/pdf": ".pdf", "text/plain": ".txt", "text/markdown": ".md", "text/csv": ".csv",
    "application/json": ".json", "application/zip": ".zip",
  ]
}
