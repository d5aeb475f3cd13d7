public import EventLoop
internal import Kernel

/// An upload on its way: its bytes go to the disk as they come. Ends with `finish` or `abort`.
@Loop public final class UploadWriter {
  private let id = Identifier.random()
  private let name: String
  private let declaredType: String
  private let user: User
  private let uploads: Uploads
  private let limit: Int
  private let part: UploadPart
  private var sample: [UInt8] = []
  private var size = 0

  init(name: String, declaredType: String, user: User, limit: Int, uploads: Uploads) async throws {
    self.name = name
    self.declaredType = declaredType
    self.user = user
    self.limit = limit
    self.uploads = uploads
    let (path, files) = (uploads.partPath(id), uploads.files)
    uploads.underWay.insert(id)
    let (folder, space) = (uploads.folder, Space(folder: uploads.folder, limits: uploads.limits))
    do {
      part = try await uploads.onDisk {
        try space.checkUploads(in: folder)
        return try UploadPart(path, files)
      }
    } catch {
      uploads.underWay.remove(id)
      throw error
    }
  }

  /// Returns when the kernel has the bytes: wait for it before reading more.
  ///
  /// errors: `.tooLarge`, `.storage`; nothing is kept then
  public func append(_ bytes: [UInt8]) async throws {
    size += bytes.count
    if size > limit {
      await abort()
      throw ChatError.tooLarge("A file has at most \(limit) bytes")
    }
    if sample.count < UploadType.sampleBytes { sample += bytes.prefix(UploadType.sampleBytes - sample.count) }
    do { try await uploads.onDisk { [part] in try part.append(bytes) } } catch {
      await abort()
      throw error
    }
  }

  /// The upload is on the disk when this returns.
  public func finish() async throws -> Attachment {
    let record = UploadRecord(
      id: id, name: name, mime: UploadType.mime(sample: sample, name: name, declared: declaredType),
      size: size,
      user: user.name, created: Int(WallClock.milliseconds), session: nil)
    let (files, path, from) = (uploads.files, uploads.path(id), uploads.partPath(id))
    do {
      try await uploads.onDisk { [part] in
        try part.sync()
        try files.rename(from, to: path)
        try record.store(beside: path, files)
      }
    } catch {
      await abort()
      throw error
    }
    uploads.underWay.remove(id)
    return record.attachment
  }

  /// Nothing is kept.
  public func abort() async {
    let (files, path) = (uploads.files, uploads.partPath(id))
    try? await uploads.onDisk { try files.remove(path) }
    uploads.underWay.remove(id)
  }
}

/// The open file. For the disk's thread only.
private final class UploadPart: Sendable {
  private let descriptor: FileDescriptor
  private let files: Files

  init(_ path: String, _ files: Files) throws {
    try files.step("create \(path)")
    self.files = files
    descriptor = try FileDescriptor.open(path, for: .replacing)
  }

  func append(_ bytes: [UInt8]) throws {
    try files.step("upload")
    try descriptor.writeAll(bytes)
  }

  func sync() throws { try descriptor.sync() }
}
