import EventLoop
import Kernel

/// What the service manager hears of us. Its watchdog is fed from the loop: a loop that hangs is a house that hangs.
@Loop final class Supervision {
  private static let statusInterval = Duration.seconds(5)

  private let manager: ServiceManager
  private var status: @Loop () -> String = { "" }
  private var told = ""
  private var tasks: [Task<Void, Never>] = []

  init(_ manager: ServiceManager) { self.manager = manager }

  /// We answer from now on.
  ///
  /// status: a line for a person, asked for now and then
  func ready(_ status: @escaping @Loop () -> String) {
    self.status = status
    told = status()
    manager.tell("READY=1", "STATUS=\(told)")
    repeating(Self.statusInterval) { $0.tellStatus() }
    // Twice as often as it must be, as sd_watchdog_enabled(3) advises.
    if let watchdog = manager.watchdog { repeating(watchdog / 2) { $0.manager.tell("WATCHDOG=1") } }
  }

  func reloading() { manager.tell("STATUS=reading the configuration again") }

  func reloaded() {
    told = ""
    tellStatus()
  }

  func stopping() {
    for task in tasks { task.cancel() }
    manager.tell("STOPPING=1", "STATUS=keeping what runs")
  }

  private func tellStatus() {
    let line = status()
    guard line != told else { return }
    told = line
    manager.tell("STATUS=\(line)")
  }

  private func repeating(_ interval: Duration, _ body: @escaping @Loop @Sendable (Supervision) -> Void) {
    tasks.append(
      Loop.start { [weak self] in
        while (try? await Loop.sleep(for: interval)) != nil, let self { body(self) }
      })
  }
}
