import FoundationEssentials
import TestSupport
import Testing

@testable import martlet

@Suite struct ConfigurationWarningsTests {
  @Test(arguments: [
    (#"{"channels":{"web":{"host":"0.0.0.0"}}}"#, "channels.web.host: other machines reach 0.0.0.0"),
    (#"{"channels":{"web":{"allowed_hosts":["*"]}}}"#, "channels.web.allowed_hosts: with * any page"),
    (
      #"{"auth":{"user_header":"Remote-User","trusted_proxies":["::"]}}"#, "auth.trusted_proxies: 0.0.0.0 and :: are no"
    ),
    (#"{"tools":{"sandbox":"off"}}"#, "tools.sandbox: off: what an agent runs may do all that Martlet may"),
    (
      #"{"tools":{"sandbox":"off","network":true}}"#,
      "tools.sandbox: off: what an agent runs may do all that Martlet may, and reaches the network"
    ),
    (
      #"{"providers":{"x":{"kind":"openai","base_url":"http://10.0.0.9/v1","api_key":"k"}}}"#,
      "providers.x.base_url: the key goes over the network in clear"
    ),
    (
      #"{"mcp_servers":{"x":{"url":"http://mcp.example/mcp","headers":{"Authorization":"Bearer k"}}}}"#,
      "mcp_servers.x.url: its headers go over the network in clear"
    ),
  ]) func saysWhatIsOpenAndWhere(json: String, words: String) throws {
    let warnings = try Self.warnings(json)
    #expect(warnings.count == 1 && warnings[0].hasPrefix(words), "\(warnings)")
  }

  @Test(arguments: [
    "{}", #"{"channels":{"web":{"host":"localhost","allowed_hosts":["chat.example.org"]}}}"#,
    #"{"providers":{"x":{"kind":"openai","base_url":"http://127.0.0.1:1/v1","api_key":"k"}}}"#,
    #"{"providers":{"x":{"kind":"openai","base_url":"https://10.0.0.9/v1","api_key":"k"}}}"#,
    #"{"providers":{"x":{"kind":"openai","base_url":"http://10.0.0.9/v1"}},"tools":{"network":true}}"#,
  ]) func saysNothingOfAHouseThatIsShut(json: String) throws {
    #expect(try Self.warnings(json) == [])
  }

  @Test func whoWantsItOpenIsToldWhatThatMeans() throws {
    let warnings = try Self.warnings(#"{"channels":{"web":{"host":"::"}}}"#) { $0.isOpenToAnyone = true }
    #expect(warnings == ["--insecure-anyone-may-use-this: whoever reaches :: owns this house, its chats and its tools"])
  }

  @Test(arguments: [
    (0o644, #"{"providers":{"x":{"kind":"demo","api_key":"k"}}}"#, ["holds keys or password hashes"]),
    (0o644, #"{"mcp_servers":{"x":{"command":"true","env":{"KEY":"k"}}}}"#, ["holds keys or password hashes"]),
    (0o640, #"{"providers":{"x":{"kind":"demo","api_key":"k"}}}"#, []), (0o644, "{}", []),
    (0o644, #"{"providers":{"x":{"kind":"demo","api_key_env":"PATH"}}}"#, []),
    (0o620, "{}", ["other users of this machine can change it"]),
  ]) func looksAtWhoMayReadTheFile(mode: Int, json: String, words: [String]) throws {
    let warnings = try Self.warnings(json, mode: mode)
    #expect(warnings.count == words.count && zip(warnings, words).allSatisfy { $0.contains($1) }, "\(warnings)")
  }

  @Test func looksAtWhoMayLookIntoTheDataFolder() throws {
    #expect(try Self.warnings("{}", folderMode: 0o755).first?.contains("chmod 700") == true)
  }

  private static func warnings(
    _ json: String, mode: Int = 0o600, folderMode: Int = 0o700, _ change: (inout Options) -> Void = { _ in }
  ) throws -> [String] {
    let folder = try TemporaryFolder()
    try folder.write(json, to: "config.json")
    for (path, mode) in [(folder.path + "/config.json", mode), (folder.path, folderMode)] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
    var options = Options()
    options.data = folder.path
    change(&options)
    return try Configuration.load(options).warnings(options)
  }
}
