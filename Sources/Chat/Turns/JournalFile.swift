internal import Kernel

/// The open journal of a running turn. For the disk's thread only.
final class JournalFile: Sendable {
  private let descriptor: FileDescriptor
  private let path: String
  private let files: Files

  /// Makes the journal anew. Its first line says which boot it belongs to.
  init(_ path: String, boot: String, files: Files) throws {
    try files.step("create \(path)")
    self.path = path
    self.files = files
    descriptor = try FileDescriptor.open(path, for: .replacing)
    try descriptor.writeAll(Array(JournalText.header(boot: boot).utf8))
  }

  /// Hands the bytes to the kernel: from then on the end of this process cannot take them back.
  func append(_ bytes: [UInt8]) throws {
    try files.step("journal \(path)")
    try descriptor.writeAll(bytes)
  }
}
