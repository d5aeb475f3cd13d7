internal import EventLoop

/// The lines that a call tells of itself, up to a limit: a server must not fill a reader's screen and memory.
@Loop final class NewsLines {
  private var bytesLeft: Int
  private let stream: @Loop (String) -> Void

  init(limitBytes: Int, _ stream: @escaping @Loop (String) -> Void) {
    bytesLeft = limitBytes
    self.stream = stream
  }

  func take(_ line: String) {
    guard bytesLeft > 0, !line.isEmpty else { return }
    bytesLeft -= line.utf8.count + 1
    stream(bytesLeft > 0 ? line + "\n" : "…\n")
  }
}
