internal import Kernel

/// Keeps a second process out of the data folder for as long as it lives.
final class FolderLock: Sendable {
  private let descriptor: FileDescriptor

  init(_ folder: String) throws {
    descriptor = try FileDescriptor.open(folder + "/lock", for: .appending)
    guard descriptor.tryLock() else {
      throw ChatError.storage("Another martlet has the data folder \(folder)")
    }
  }
}
