internal import EventLoop

/// The place of a turn whose user message is on its way to the disk: nobody else may begin meanwhile.
@Loop final class StartingTurn {
  let clientID: String?
  private let over = Moment()

  init(clientID: String?) { self.clientID = clientID }

  func end() async { await over.come() }

  func finish() { over.isHere() }
}
