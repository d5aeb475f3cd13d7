internal import EventLoop
internal import HTTP
internal import HTTPServer

/// Takes the parts of a form, one after the other.
@Loop protocol FormSink: AnyObject {
  associatedtype Result
  func begin(_ part: PartHead) async throws
  func append(_ bytes: [UInt8]) async throws
  /// The part is whole.
  func end() async throws
  /// The form is whole.
  func finish() throws -> Result
  /// The form was refused or broke off: nothing of it may stay.
  func abort() async
}

extension Call {
  /// Streams a `multipart/form-data` body into the sink; at most one piece of it is in memory.
  func receive<Sink: FormSink>(_ sink: Sink) async throws -> Sink.Result {
    do {
      try await pour(into: sink)
      return try sink.finish()
    } catch {
      await sink.abort()
      throw error
    }
  }

  private func pour(into sink: some FormSink) async throws {
    guard let type = head[.contentType].flatMap({ MediaType($0) }), type.essence == "multipart/form-data" else {
      throw Failure(415, "wrong_type", "Send files as multipart/form-data.")
    }
    guard let boundary = type.boundary, var form = Multipart(boundary: boundary) else {
      throw Failure(400, "bad_form", "The content type has no valid boundary.")
    }
    // Many uploads or one import, and the form's own lines on top.
    let limit = max(limits.uploadBytes * limits.filesAnUpload, limits.historyBytes) + limits.filesAnUpload * (64 << 10)
    while let piece = try await exchange.nextBodyPiece(limitBytes: limit) {
      for event in try Self.events(&form, piece) { try await event.pour(into: sink) }
    }
    guard form.isFinished else { throw Failure(400, "bad_form", "The form ends before its closing boundary.") }
  }

  /// All that one piece of the body holds.
  private static func events(_ form: inout Multipart, _ piece: [UInt8]) throws -> [FormEvent] {
    var events: [FormEvent] = []
    var at = 0
    while true {
      switch try form.next(piece.span, &at) {
      case .part(let head): events.append(.begin(head))
      case .data(let range): events.append(.data(Array(piece[range])))
      case .held(let bytes): events.append(.data(bytes))
      case .partEnded: events.append(.end)
      case .more, .finished: return events
      }
    }
  }
}

private enum FormEvent {
  case begin(PartHead)
  case data([UInt8])
  case end

  @Loop func pour(into sink: some FormSink) async throws {
    switch self {
    case .begin(let head): try await sink.begin(head)
    case .data(let bytes): try await sink.append(bytes)
    case .end: try await sink.end()
    }
  }
}
