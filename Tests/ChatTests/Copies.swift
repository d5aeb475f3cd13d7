import Synchronization

/// The data folder as a crash before each change of the disk would leave it.
final class Copies: Sendable {
  private let state = Mutex<(folder: TemporaryFolder?, all: [TemporaryFolder])>((nil, []))

  var folder: TemporaryFolder? {
    get { state.withLock { $0.folder } }
    set { state.withLock { $0.folder = newValue } }
  }

  var all: [TemporaryFolder] { state.withLock { $0.all } }

  var willChange: @Sendable (String) throws -> Void {
    { _ in
      guard let copy = try self.folder?.copy() else { return }
      self.state.withLock { $0.all.append(copy) }
    }
  }
}
