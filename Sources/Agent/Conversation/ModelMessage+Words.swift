internal import Chat

/// Calls for a model that has no tools. They stand on the user's side: a model that reads them as its own words
/// goes on to write such words instead of an answer.
extension ModelMessage {
  var callsInWords: ModelMessage {
    var told = self
    told.parts = parts.compactMap { part in
      switch part {
      case .toolCall: nil
      case .toolResult(_, let name, let text, _, let isError):
        .text("[\(isError ? "A failed call of the tool" : "The tool") \(name) gave:]\n\(text)")
      default: part
      }
    }
    if role == .user { told.parts += resultPictures }
    return told
  }

  private var resultPictures: [Part] {
    parts.flatMap { part -> [Part] in
      guard case .toolResult(_, _, _, let images, _) = part else { return [] }
      return images.map { .image(mime: $0.mime, base64: $0.base64) }
    }
  }
}
