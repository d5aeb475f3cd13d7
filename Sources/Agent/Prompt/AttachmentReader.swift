internal import Chat
internal import EventLoop

/// Where the bytes of attachments are.
@Loop protocol AttachmentReader: AnyObject {
  /// Reads the beginning of a file.
  ///
  /// limit:   bytes at most
  /// returns: nil when it is gone
  func bytes(of attachment: Attachment, limit: Int) async -> [UInt8]?
}
