internal import Chat

/// The demo at work with tools, round by round: two reads side by side, a command and an edit that ask first.
enum DemoAgent {
  private static let rounds: [[DemoStep]] = [
    [
      .reasoning("I look before I leap: two tools that only read may run side by side. They are only played."),
      .text("First I look around."),
      .call("list_files", ["path": .string(".")]),
      .call("read_file", ["path": .string("birds.txt")]),
    ],
    [
      .text("Now a command. It is for you to say whether it may run."),
      .call("exec", ["command": .string("./flight.sh --beats 10")]),
    ],
    [
      .text("One line about the swift is not right."),
      .call("edit_file", ["path": .string("birds.txt")]),
    ],
  ]

  /// What comes next in the turn that `messages` end with.
  static func steps(_ messages: [ModelMessage]) -> [DemoStep] {
    let turn = messages[(messages.lastIndex { $0.role == .user && !$0.hasResults } ?? 0)...]
    let done = turn.count { !$0.calls.isEmpty }
    return done < rounds.count ? rounds[done] : [.text(summary(turn))]
  }

  private static func summary(_ turn: ArraySlice<ModelMessage>) -> String {
    let refused = turn.flatMap(\.parts).compactMap { part -> String? in
      if case .toolResult(_, let name, _, _, true) = part { "`\(name)`" } else { nil }
    }
    return refused.isEmpty
      ? "That was an agent at work: it **asked** before it changed anything, and you let it."
      : "That was an agent at work. You refused \(refused.joined(separator: " and ")), so that was **not** done."
  }
}
