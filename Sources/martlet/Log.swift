import EventLoop
import FoundationEssentials
import Kernel

/// One line an event on standard error: words for a terminal, JSON for everything else.
struct Log: Sendable {
  enum Level: String, Sendable, Comparable, CaseIterable {
    case debug, info, warning, error

    static func < (one: Level, other: Level) -> Bool {
      allCases.firstIndex(of: one)! < allCases.firstIndex(of: other)!
    }
  }

  let level: Level
  private let isTerminal = Machine.isTerminal(.error)

  init(_ level: Level) { self.level = level }

  func debug(_ message: String) { write(.debug, message) }
  func info(_ message: String) { write(.info, message) }
  func warning(_ message: String) { write(.warning, message) }
  func error(_ message: String) { write(.error, message) }

  private func write(_ level: Level, _ message: String) {
    guard level >= self.level else { return }
    Machine.write(isTerminal ? "\(level.rawValue): \(message)\n" : line(level, message), to: .error)
  }

  private func line(_ level: Level, _ message: String) -> String {
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
