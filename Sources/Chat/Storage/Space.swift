internal import Kernel

/// What the disk still holds, and what of it nobody may have: a disk without a byte left could not take the end of an
/// answer that runs. For the disk's thread.
struct Space: Sendable {
  let folder: String
  let limits: ChatLimits

  /// errors: `.diskFull`, in words
  func check() throws {
    guard let free = FileSystem.freeBytes(at: folder), free < limits.reservedBytes else { return }
    throw ChatError.diskFull(
      "The server's disk is full (\(free >> 20) MB left): make some room there, then send again.")
  }

  /// As `check`, and whether `uploads` has room for one more of at least one byte.
  func checkUploads(in uploads: String) throws {
    try check()
    guard let quota = limits.uploadQuotaBytes, try FileSystem.bytes(inFilesOf: uploads) >= quota else { return }
    throw ChatError.diskFull(
      "All uploads together may have \(quota >> 20) MB here, and they have: delete some chats with files first.")
  }
}
