extension MediaType {
  /// The type that a file's extension promises; `application/octet-stream` if it is unknown.
  public init(fileName: String) {
    let base = fileName.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let suffix = base.lastIndex(of: ".").map { base[base.index(after: $0)...].lowercased() } ?? ""
    let essence = Self.byExtension[suffix] ?? Self.binary.essence
    let isText = essence.hasPrefix("text/") || essence == "application/javascript"
    self.init(essence: essence, charset: isText ? "utf-8" : nil)
  }

  private static let byExtension: [String: String] = [
    "html": "text/html", "htm": "text/html", "css": "text/css", "js": "text/javascript",
    "mjs": "text/javascript",
    "json": "application/json", "map": "application/json", "webmanifest": "application/manifest+json",
    "wasm": "application/wasm", "xml": "application/xml", "svg": "image/svg+xml",
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    "avif": "image/avif", "ico": "image/x-icon", "bmp": "image/bmp", "heic": "image/heic",
    "tiff": "image/tiff",
    "woff": "font/woff", "woff2": "font/woff2", "ttf": "font/ttf", "otf": "font/otf",
    "txt": "text/plain", "log": "text/plain", "conf": "text/plain", "ini": "text/plain",
    "md": "text/markdown",
    "markdown": "text/markdown", "csv": "text/csv", "tsv": "text/tab-separated-values",
    "swift": "text/plain", "py": "text/plain", "c": "text/plain", "h": "text/plain", "cpp": "text/plain",
    "rs": "text/plain", "go": "text/plain", "java": "text/plain", "rb": "text/plain", "ts": "text/plain",
    "sh": "text/plain", "sql": "text/plain", "tex": "text/plain", "diff": "text/plain", "patch": "text/plain",
    "yaml": "application/yaml", "yml": "application/yaml", "toml": "application/toml",
    "pdf": "application/pdf", "zip": "application/zip", "gz": "application/gzip", "tar": "application/x-tar",
    "mp3": "audio/mpeg", "wav": "audio/wav", "ogg": "audio/ogg", "oga": "audio/ogg", "m4a": "audio/mp4",
    "mp4": "video/mp4", "webm": "video/webm", "mov": "video/quicktime",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text", "epub": "application/epub+zip",
  ]
}
