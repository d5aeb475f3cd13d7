internal import Chat
internal import EventLoop
internal import HTTP
internal import HTTPServer

/// Files that come with messages.
extension WebApp {
  func addUploadRoutes() {
    on(.post, "/api/upload") { [sessions] call in
      let sink = UploadSink(sessions.uploads, user: call.user, limits: call.limits)
      let files = try await call.receive(sink)
      return files.count == 1 ? Reply.json(201, files[0]) : Reply.json(201, files)
    }
    on(.get, "/api/uploads/{name}") { [sessions] call in
      let id = String(call.captures[0].prefix { $0 != "." })
      try await call.send(try await sessions.uploads.open(id, for: call.user))
      return nil
    }
  }
}

/// Puts the files of a form on the disk as they come.
@Loop private final class UploadSink: FormSink {
  private let uploads: Uploads
  private let user: User
  private let limits: WebLimits
  private var writer: UploadWriter?
  private var finished: [Attachment] = []

  init(_ uploads: Uploads, user: User, limits: WebLimits) {
    self.uploads = uploads
    self.user = user
    self.limits = limits
  }

  func begin(_ part: PartHead) async throws {
    guard part.name == "file", let name = part.filename else { return }
    guard finished.count < limits.filesAnUpload else {
      throw Failure(413, "too_large", "One request takes \(limits.filesAnUpload) files.")
    }
    writer = try await uploads.begin(
      name: name, declaredType: part.contentType ?? "", for: user, limit: limits.uploadBytes)
  }

  func append(_ bytes: [UInt8]) async throws { try await writer?.append(bytes) }

  func end() async throws {
    guard let writer else { return }
    self.writer = nil
    finished.append(try await writer.finish())
  }

  func finish() throws -> [Attachment] {
    guard !finished.isEmpty else { throw Failure(422, "no_file", "The form has no part named file with a file name.") }
    return finished
  }

  /// A refused request leaves nothing behind.
  func abort() async {
    await writer?.abort()
    await uploads.discard(finished.map(\.id), for: user)
  }
}

extension Call {
  /// Streams an upload to the client, a part of it if that was asked for.
  fileprivate func send(_ upload: StoredUpload) async throws {
    let attachment = upload.attachment
    let range = ContentRange(head[.range], size: attachment.size)
    var place: Fields = [.acceptRanges: "bytes"]
    if let field = range.field(size: attachment.size) { place.append(.contentRange, field) }
    let type = MediaType(attachment.mime) ?? .binary
    let disposition: ContentDisposition = type.isSafeInline ? .inline : .attachment
    let what: Fields = [
      .contentType: (type.isSafeInline ? type : .binary).description,
      .contentDisposition: disposition.field(filename: attachment.name),
    ]
    let fields = Reply.guarded + what + place
    switch range {
    case .whole: try await send(upload, 200, fields, 0..<attachment.size)
    case .part(let part): try await send(upload, 206, fields, part)
    case .unsatisfiable: throw Failure(416, "range", "The file has \(attachment.size) bytes.", place)
    }
  }

  private func send(_ upload: StoredUpload, _ status: Int, _ fields: Fields, _ range: Range<Int>) async throws {
    guard let writer = exchange.begin(status, fields, length: range.count) else { return }
    defer { writer.finish() }
    guard head.method != .head else { return }
    var offset = range.lowerBound
    while offset < range.upperBound {
      let piece = try await upload.read(at: offset, count: min(limits.pieceBytes, range.upperBound - offset))
      if piece.isEmpty { return }
      try await writer.write(piece)
      offset += piece.count
    }
  }
}
