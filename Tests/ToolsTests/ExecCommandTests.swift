import Chat
@testable import Tools
import Testing

@Suite struct ExecCommandTests {
  @Test func thePreviewIsTheCommand() throws {
    #expect(try command(["command": "ls -la\n\techo 'é'"]).preview == "ls -la\n\techo 'é'")
    #expect(try command(["command": "ls", "folder": "sub"]).preview == "# in sub\nls")
  }

  @Test func nothingHidesInThePreview() throws {
    let hiding = try command(["command": "a\u{202E}b\u{200B}c\u{1B}[2K\r"])
    #expect(hiding.preview == "a\\u{202E}b\\u{200B}c\\u{1B}[2K\\u{D}")
  }

  @Test(
    arguments: [[:], ["command": ""], ["command": " \n"], ["command": "a\u{0}b"], ["command": ["x": 1]]] as [JSONValue])
  func whatIsNoCommandIsRefused(_ arguments: JSONValue) {
    #expect(throws: ToolFailure.self) { try command(arguments) }
  }

  @Test func aCommandThatTheKernelWouldNotTakeIsRefused() {
    #expect(throws: ToolFailure.self) { try command(["command": .string(String(repeating: "x", count: 200_000))]) }
  }

  @Test func itsTimeIsBounded() throws {
    #expect(try command(["command": "x"]).timeout == .seconds(120))
    #expect(try command(["command": "x", "timeout": "5"]).timeout == .seconds(5))
    #expect(try command(["command": "x", "timeout": 0]).timeout == .seconds(1))
    #expect(try command(["command": "x", "timeout": 999_999_999]).timeout == .seconds(86_400))
  }

  private func command(_ arguments: JSONValue) throws -> ExecCommand { try ExecCommand(arguments, or: .seconds(120)) }
}
