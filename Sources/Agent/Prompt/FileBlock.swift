internal import Chat

/// A text file inside a user's words.
enum FileBlock {
  private static let binary = ["audio/", "video/", "font/", "image/", "application/pdf", "application/zip"]

  /// Whether it may be text, before it has been read.
  static func mayBeText(_ mime: String) -> Bool {
    mime == "image/svg+xml" || !binary.contains { mime.hasPrefix($0) }
  }

  /// `<file name="…">` and the file's text; nil for what is no text in UTF-8.
  ///
  /// bytes: the file's beginning, as far as it is shown
  /// size:  the whole file's
  static func block(name: String, bytes: [UInt8], size: Int) -> String? {
    let isCut = bytes.count < size
    guard let text = text(bytes, isCut: isCut) else { return nil }
    let rest = isCut ? "\n[only the first \(bytes.count) of \(size) bytes are shown]" : ""
    let end = text.hasSuffix("\n") ? "" : "\n"
    return "<file name=\"\(escaped(name))\">\n\(text)\(end)</file>\(rest)"
  }

  /// What the model is told of a file that cannot be shown to it.
  static func mention(_ attachment: Attachment) -> String {
    let file = "\(escaped(attachment.name)), \(attachment.mime), \(attachment.size) bytes"
    return "[attached, but not readable here: \(file)]"
  }

  /// A cut may go through the middle of a character: up to three bytes at the end are then left out.
  private static func text(_ bytes: [UInt8], isCut: Bool) -> String? {
    guard !bytes.contains(0) else { return nil }
    for left in 0...(isCut ? 3 : 0) {
      if let text = String(validating: bytes.dropLast(left), as: UTF8.self) { return text }
    }
    return nil
  }

  /// So that a name cannot end the tag it stands in, nor begin a new line.
  static func escaped(_ name: String) -> String {
    name.unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      default: text.unicodeScalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
      }
    }
  }
}
