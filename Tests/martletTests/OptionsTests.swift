import Testing

@testable import martlet

@Suite struct OptionsTests {
  @Test func readsEveryOption() throws {
    let words = [
      "--config", "c.json", "--data=d", "--host", "::1", "--port", "0", "--static=s=t", "--log-level",
      "debug",
      "--insecure-anyone-may-use-this",
    ]
    let (options, operands) = try Options.parse(words[...])
    #expect((options.config, options.data, options.host) == ("c.json", "d", "::1"))
    #expect((options.port, options.staticFolder, options.logLevel) == (0, "s=t", .debug))
    #expect(options.isOpenToAnyone)
    #expect(operands.isEmpty)
  }

  @Test func saysNothingWhereNothingIsSaid() throws {
    let (options, operands) = try Options.parse(["one", "two"])
    #expect((options.config, options.data, options.host, options.port) == (nil, nil, nil, nil))
    #expect(options.logLevel == .info)
    #expect(!options.isOpenToAnyone)
    #expect(operands == ["one", "two"])
  }

  @Test(arguments: [
    (["--port", "65536"], "--port takes a number from 0 to 65535"),
    (["--port", "-1"], "--port takes a number from 0 to 65535"),
    (["--port", "http"], "--port takes a number from 0 to 65535"), (["--port"], "--port needs a value"),
    (["--port="], "--port needs a value"), (["--data=", "serve"], "--data needs a value"),
    (["--data", ""], "--data needs a value"),
    (["--log-level", "loud"], "--log-level takes debug, info, warning or error"),
    (["--verbose"], "there is no option --verbose"), (["--verbose", "x"], "there is no option --verbose"),
    (["--"], "there is no option --"), (["--Port", "1"], "there is no option --Port"),
    (["--insecure-anyone-may-use-this=no"], "there is no option --insecure-anyone-may-use-this"),
  ]) func saysWhatIsWrong(words: [String], message: String) {
    let error = #expect(throws: UsageError.self) { try Options.parse(words[...]) }
    #expect(error?.words == message)
  }

  @Test func theLastWordCounts() throws {
    #expect(try Options.parse(["--port", "1", "--port", "2"]).0.port == 2)
  }
}
