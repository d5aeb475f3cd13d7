import EventLoop

@testable import Chat

/// A turn whose agent waits until the test lets it go on.
@Loop final class Held {
  let turn: Turn
  private let open: AsyncStream<Void>.Continuation

  /// ignoresStop: the agent goes on waiting when it is cancelled
  init(_ turn: Turn, saying text: String = "", ignoresStop: Bool = false) {
    self.turn = turn
    let (gate, open) = AsyncStream<Void>.makeStream()
    self.open = open
    turn.run { turn in
      turn.text(text)
      if ignoresStop {
        await Loop.start { for await _ in gate {} }.value
      } else {
        for await _ in gate {}
        try Task.checkCancellation()
      }
      return Completion()
    }
  }

  func letGo() { open.finish() }
}
