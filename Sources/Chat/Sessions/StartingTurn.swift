internal import EventLoop

/// The place of a turn whose user message is on its way to the disk: nobody else may begin meanwhile.
@Loop final class StartingTurn {
  let clientID: String?
  private var isOver = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(clientID: String?) { self.clientID = clientID }

  func end() async {
    if !isOver { await withCheckedContinuation { waiting.append($0) } }
  }

  func finish() {
    isOver = true
    for continuation in waiting { continuation.resume() }
    waiting = []
  }
}
