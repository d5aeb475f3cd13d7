internal import Chat
internal import EventLoop

/// Reads attachments from a user's uploads.
@Loop final class UploadReader: AttachmentReader {
  private let uploads: Uploads
  private let user: User

  init(_ uploads: Uploads, _ user: User) {
    self.uploads = uploads
    self.user = user
  }

  func bytes(of attachment: Attachment, limit: Int) async -> [UInt8]? {
    guard let upload = try? await uploads.open(attachment.id, for: user) else { return nil }
    return try? await upload.read(at: 0, count: min(limit, upload.attachment.size))
  }
}
