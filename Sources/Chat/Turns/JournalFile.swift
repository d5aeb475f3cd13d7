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

  /// Opens the journal of a turn that goes on, and cuts off what stands behind its last whole event.
  init(reopening path: String, size: Int, files: Files) throws {
    try files.step("reopen \(path)")
    self.path = path
    self.files = files
    descriptor = try FileDescriptor.open(path, for: .appending)
    try descriptor.truncate(to: size)
  }

  /// Hands the bytes to the kernel: from then on the end of this process cannot take them back.
  ///
  /// syncs: waits until the disk has them: then the end of the machine cannot, either
  func append(_ bytes: [UInt8], syncs: Bool = false) throws {
    try files.step("journal \(path)")
    try descriptor.writeAll(bytes)
    if syncs { try descriptor.sync() }
  }
}
