import Testing

@testable import martlet

@Suite struct CommandTests {
  @Test(arguments: [
    ([], Command.Name.serve, []), (["serve"], .serve, []), (["--port", "1"], .serve, []),
    (["serve", "--port", "1"], .serve, []),
    (["check", "--config", "c"], .check, []), (["import", "a", "b"], .import, ["a", "b"]),
    (["import", "--data", "d", "a"], .import, ["a"]), (["export", "folder"], .export, ["folder"]),
    (["version"], .version, []),
  ]) func understands(words: [String], name: Command.Name, operands: [String]) throws {
    let command = try Command(words)
    #expect(command.name == name)
    #expect(command.operands == operands)
  }

  @Test(arguments: [
    (["fly"], "there is no command fly"), (["serve", "fly"], "there is no command fly"),
    (["version", "1"], "there is no command 1"),
    (["--port", "1", "serve"], "there is no command serve"), (["-x"], "there is no command -x"),
    (["import"], "import needs a folder or a file"),
    (["export"], "export needs one folder to write to"),
    (["export", "a", "b"], "export needs one folder to write to"),
  ]) func saysWhatIsWrong(words: [String], message: String) {
    let error = #expect(throws: UsageError.self) { try Command(words) }
    #expect(error?.words == message)
  }
}
