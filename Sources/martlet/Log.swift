import EventLoop
import FoundationEssentials
import Kernel

/// One line an event on standard error: words for a terminal, words with a level for systemd's journal
/// (sd-daemon(3)), JSON for everything else.
struct Log: Sendable {
  enum Level: String, Sendable, Comparable, CaseIterable {
    case debug, info, warning, error

    static func < (one: Level, other: Level) -> Bool {
      allCases.firstIndex(of: one)! < allCases.firstIndex(of: other)!
    }

    /// The prefix that the journal reads its own level from.
    var journalPrefix: String {
      switch self {
      case .debug: "<7>"
      case .info: "<6>"
      case .warning: "<4>"
      case .error: "<3>"
      }
    }
  }

  let level: Level
  private let isTerminal = Machine.isTerminal(.error)
  private let isJournal = Machine.isJournal(.error, named: ProcessInfo.processInfo.environment["JOURNAL_STREAM"])

  init(_ level: Level) { self.level = level }

  func debug(_ message: String) { write(.debug, message) }
  func info(_ message: String) { write(.info, message) }
  func warning(_ message: String) { write(.warning, message) }
  func error(_ message: String) { write(.error, message) }

  private func write(_ level: Level, _ message: String) {
    guard level >= self.level else { return }
    Machine.write(line(level, message), to: .error)
  }

  private func line(_ level: Level, _ message: String) -> String {
    if isTerminal { return "\(level.rawValue): \(message)\n" }
    if isJournal { return message.split(separator: "\n").map { "\(level.journalPrefix)\($0)\n" }.joined() }
    let entry = Entry(time: Int(WallClock.milliseconds), level: level.rawValue, message: message)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(entry) else { return message + "\n" }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private struct Entry: Encodable {
    let time: Int
    let level: String
    let message: String
  }
}
