import Agent
import Login
import TestSupport
import Testing

@testable import martlet

@Suite struct ConfigurationBotsTests {
  private static let hash = "sha256$" + String(repeating: "ab", count: 32)

  private func load(_ json: String) throws -> Configuration {
    let folder = try TemporaryFolder()
    try folder.write(json, to: "config.json")
    return try Configuration.load(Options(data: folder.path))
  }

  @Test func `bots and their agents are read`() throws {
    let configuration = try load(
      #"{"bots":{"home":{"token_hash":"\#(Self.hash)","patience_seconds":5}},"agents":{"nano":{"bot":"home"}}}"#)
    #expect(configuration.agents.bots == ["home": BotConfiguration(name: "home", patience: .seconds(5))])
    #expect(configuration.agents.agents.map(\.bot) == ["home"])
    #expect(configuration.botTokens.map(\.user) == ["home"])
  }

  @Test(arguments: [
    (#"{"bots":{"home":{}}}"#, "bots.home.token_hash: is missing; martlet make-token writes it"),
    (#"{"bots":{"home":{"token_hash":"x"}}}"#, "bots.home.token_hash: is no hash; make one with martlet make-token"),
    (#"{"bots":{"h":{"token_env":"NO_SUCH"}}}"#, "bots.h.token_env: the environment has no variable NO_SUCH"),
    (
      #"{"bots":{"../x":{"token_hash":"\#(Self.hash)"}}}"#,
      "bots.../x: a bot's name has 1 to 32 letters, digits, - and _"
    ),
    (#"{"agents":{"a":{"bot":"home"}}}"#, "agents.a.bot: no bot \"home\"; there are: "),
    (
      #"{"bots":{"h":{"token_hash":"\#(Self.hash)"}},"agents":{"a":{"bot":"h","model":"m"}}}"#,
      "agents.a.model: is not for an agent that is a bot"
    ),
  ])
  func `what is wrong is said with its path`(json: String, problem: String) {
    let error = #expect(throws: ConfigurationError.self) { try load(json) }
    #expect(error?.problems == [problem])
  }
}
