internal import Chat
internal import EventLoop
internal import FoundationEssentials
internal import HTTP
internal import HTTPServer

/// Files and pictures of bots.
extension WebApp {
  func addBotFiles() {
    onBot(.post, "/api/bot/{id}/file") { bot in
      let session = try await bot.session()
      let file = try await bot.call.botFile()
      if let call = file.call, let id = session.said(call) { return Self.sent(file, id, session) }
      let limit = bot.call.limits.uploadBytes
      let kept = try await session.keep(file.bytes, named: file.name, mime: file.type, limit: limit)
      let words = BotWords(file: kept, staysOpen: true, call: file.call)
      let id = try await session.say(words, of: bot.names, as: bot.agent(in: session))
      try await bot.hasSpoken(in: session)
      return Self.sent(file, id, session, kept)
    }
  }

  private static func sent(_ file: BotFile, _ id: String, _ session: Session, _ new: Attachment? = nil) -> Response {
    // Of two that came at once, the one that is there counts.
    let kept = session.sent(file.name, bytes: file.bytes.count, in: id) ?? new
    return Reply.json(200, kept.map { ["id": id, "url": $0.url] } ?? ["id": id])
  }
}

private struct BotFile {
  let name: String
  let type: String
  let bytes: [UInt8]
  var call: String?
}

extension Call {
  /// A form's one file, or its bytes in base64.
  fileprivate func botFile() async throws -> BotFile {
    if head[.contentType].flatMap({ MediaType($0) })?.essence == "multipart/form-data" {
      let file = try await singleFile(limitBytes: limits.uploadBytes)
      return BotFile(name: file.name, type: "", bytes: file.bytes)
    }
    let body = try await decode(FileBody.self, limitBytes: limits.uploadBytes / 3 * 4 + (64 << 10))
    guard let bytes = Data(base64Encoded: body.data) else { throw Failure(422, "invalid", "data: not base64") }
    guard bytes.count <= limits.uploadBytes else {
      throw Failure(413, "too_large", "A file has at most \(limits.uploadBytes) bytes.")
    }
    return BotFile(name: body.filename, type: body.mimetype ?? "", bytes: [UInt8](bytes), call: body.client_id)
  }
}

private struct FileBody: Decodable {
  let filename: String
  let mimetype: String?
  let data: String
  let client_id: String?
}
