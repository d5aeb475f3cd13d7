internal import Chat
internal import EventLoop
internal import Tools

/// A tool that is only played: nothing on this machine is touched.
struct DemoTool: Tool {
  let description: ToolDescription
  let isReadOnly: Bool
  /// What a person reads of a call: the verb before the argument of this name.
  private let verb: String
  private let argument: String
  private let shown: String?
  /// What it says, a line at a time, and how long it takes over each.
  private let lines: [String]
  private let pace: Duration

  private init(
    _ name: String, _ verb: String, _ argument: String, says lines: [String], every pace: Duration,
    asking shown: String? = nil, isReadOnly: Bool = false
  ) {
    description = ToolDescription(name: name, purpose: "played", parameters: .object(["type": .string("object")]))
    self.verb = verb
    self.argument = argument
    self.lines = lines
    self.pace = pace
    self.shown = shown
    self.isReadOnly = isReadOnly
  }

  func line(for arguments: JSONValue) -> String { "\(verb) \(arguments[argument]?.text ?? "?")" }

  func preview(_ arguments: JSONValue, in workspace: Workspace) async throws -> String? { shown }

  func run(_ arguments: JSONValue, _ call: ToolRun) async throws -> ToolOutput {
    for line in lines {
      try await Loop.sleep(for: pace)
      if !isReadOnly { call.stream(line + "\n") }
    }
    let text = lines.map { $0 + "\n" }.joined()
    return ToolOutput(text, exitCode: description.name == "exec" ? 0 : nil)
  }
}

extension DemoTool {
  static let diff = """
    --- a/birds.txt
    +++ b/birds.txt
    @@ -1,3 +1,3 @@
     sparrow: lands often
    -swift: lands
    +swift: lands seldom
     martlet: never lands
    """

  private static let birds = ["sparrow: lands often", "swift: lands", "martlet: never lands"]

  static let all: [any Tool] = [
    DemoTool(
      "list_files", "list", "path", says: ["birds.txt", "flight.sh"], every: .milliseconds(300), isReadOnly: true),
    DemoTool("read_file", "read", "path", says: birds, every: .milliseconds(200), isReadOnly: true),
    DemoTool("exec", "$", "command", says: (1...10).map { "wing beat \($0)" }, every: .milliseconds(100)),
    DemoTool(
      "edit_file", "edit", "path", says: diff.split(separator: "\n").map(String.init), every: .zero, asking: diff),
  ]
}

extension Toolbox {
  /// The demo's own.
  static var demo: Toolbox {
    var toolbox = Toolbox()
    toolbox.add(DemoTool.all, matching: ["*"])
    return toolbox
  }
}
