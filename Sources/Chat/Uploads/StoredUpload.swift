public import EventLoop
internal import Kernel

/// An upload opened for reading; the bytes are there as long as this is, even if it is removed meanwhile.
@Loop public final class StoredUpload {
  public let attachment: Attachment
  private let bytes: UploadBytes
  private let disk: Disk

  init(_ record: UploadRecord, _ bytes: UploadBytes, disk: Disk) {
    attachment = record.attachment
    self.bytes = bytes
    self.disk = disk
  }

  /// Fewer than `count` at the end.
  public func read(at offset: Int, count: Int) async throws -> [UInt8] {
    do { return try await disk.run { [bytes] in try bytes.read(at: offset, count: count) } } catch {
      throw ChatError.storage("The upload could not be read: \(error)")
    }
  }
}

/// The open file. For the disk's thread only.
final class UploadBytes: Sendable {
  private let descriptor: FileDescriptor

  init(_ path: String) throws { descriptor = try FileDescriptor.open(path, for: .reading) }

  func read(at offset: Int, count: Int) throws -> [UInt8] { try descriptor.read(at: offset, count: count) }
}
