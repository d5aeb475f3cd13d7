public import Chat
import EventLoop
import FoundationEssentials
import Glibc
import TestSupport
import Testing
import Tools

/// A workspace, with a secret beside it that no tool may touch.
@Loop final class Workshop {
  static let secret = "the secret outside"
  private let around: TemporaryFolder
  let workspace: Workspace
  var folder: String { workspace.folder }
  var outside: String { around.path }

  init() throws {
    around = try TemporaryFolder()
    workspace = Workspace(folder: around.path + "/work")
    mkdir(workspace.folder, 0o755)
    try around.write(Self.secret, to: "secret.txt")
  }

  func write(_ text: String, to name: String) throws { try around.write(text, to: "work/" + name) }
  func write(_ bytes: [UInt8], to name: String) throws { try around.write(Data(bytes), to: "work/" + name) }
  func text(of name: String) throws -> String { try around.text(of: "work/" + name) }
  func link(_ target: String, as name: String) { symlink(target, folder + "/" + name) }
  func makeFolder(_ name: String) { mkdir(folder + "/" + name, 0o755) }
  var secret: String? { try? around.text(of: "secret.txt") }

  /// All names, folders without their files' drafts included.
  var names: [String] { around.contents.keys.filter { $0.hasPrefix("work/") }.map { String($0.dropFirst(5)) }.sorted() }

  func run(_ tool: any Tool, _ arguments: JSONValue, approved: String? = nil) async throws -> ToolOutput {
    try await tool.run(arguments, ToolRun(workspace: workspace, approved: approved) { _ in })
  }

  /// The words of a call that must fail.
  func failure(_ tool: any Tool, _ arguments: JSONValue, approved: String? = nil) async -> String {
    do {
      let output = try await run(tool, arguments, approved: approved)
      Issue.record("it did not fail: \(output.text.prefix(200))")
      return ""
    } catch { return "\(error)" }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(uniqueKeysWithValues: elements))
  }
}
