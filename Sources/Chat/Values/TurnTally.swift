/// How many turns began and how they ended, since the start.
public struct TurnTally: Hashable, Sendable {
  public private(set) var started = 0
  public private(set) var completed = 0
  public private(set) var stopped = 0
  public private(set) var interrupted = 0
  public private(set) var failed = 0

  public var running: Int { started - completed - stopped - interrupted - failed }

  mutating func start() { started += 1 }

  mutating func end(_ message: Message) {
    if message.error != nil {
      failed += 1
    } else if message.stopped {
      stopped += 1
    } else if message.interrupted {
      interrupted += 1
    } else {
      completed += 1
    }
  }
}
