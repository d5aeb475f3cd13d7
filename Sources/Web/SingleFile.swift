internal import EventLoop
internal import HTTP

/// A form's one file, in memory.
struct SingleFile {
  let name: String
  let bytes: [UInt8]
}

extension Call {
  func singleFile(limitBytes: Int) async throws -> SingleFile { try await receive(SingleFileSink(limitBytes)) }
}

@Loop private final class SingleFileSink: FormSink {
  private let limitBytes: Int
  private var name: String?
  private var isInFile = false
  private var bytes: [UInt8] = []

  init(_ limitBytes: Int) { self.limitBytes = limitBytes }

  func begin(_ part: PartHead) throws {
    isInFile = part.filename != nil
    guard isInFile else { return }
    if name != nil { throw Failure(422, "invalid", "One file at a time.") }
    name = part.filename
  }

  func append(_ more: [UInt8]) throws {
    guard isInFile else { return }
    bytes += more
    if bytes.count > limitBytes { throw Failure(413, "too_large", "The file has more than \(limitBytes) bytes.") }
  }

  func end() { isInFile = false }

  func finish() throws -> SingleFile {
    guard let name else { throw Failure(422, "no_file", "The form has no file.") }
    return SingleFile(name: name, bytes: bytes)
  }

  func abort() {}
}
