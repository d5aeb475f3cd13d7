import Agent
import FoundationEssentials
import HTTPServer
import TestSupport
import Testing
import Web

@testable import martlet

@Suite struct ConfigurationTests {
  @Test func readsEveryKey() throws {
    let configuration = try Self.load(
      """
      {"channels": {"web": {"enabled": false, "host": "::1", "port": 81, "static_dir": "/site", "allow_from": ["ada"],
         "allowed_hosts": ["a.example"], "vision": false, "show_reasoning": false, "ping_seconds": 20,
         "max_upload_mb": 2, "max_connections": 10, "max_connections_per_address": 3}},
       "providers": {"local": {"kind": "openai", "base_url": "http://127.0.0.1:1/v1", "api_key": "k",
         "connect_seconds": 3, "silence_seconds": 4}, "plain": {"kind": "demo"}},
       "agents": {"default": {"label": "Helper", "provider": "local", "model": "m", "system": "Be brief.",
         "vision": true, "reasoning": false, "context_tokens": 1000, "answer_tokens": 10,
         "temperature": 1, "starts_thinking": true},
         "blind": {"provider": "plain"}}}
      """)
    #expect(!configuration.web.app.isEnabled)
    #expect((configuration.host, configuration.port) == ("::1", 81))
    #expect(configuration.web.staticFolder == "/site")
    #expect((configuration.web.app.allowFrom, configuration.web.allowedHosts) == (["ada"], ["a.example"]))
    #expect(!configuration.web.app.showsReasoning)
    #expect((configuration.server.pingSeconds, configuration.server.connections) == (20, 10))
    #expect(configuration.server.connectionsPerAddress == 3)
    #expect(configuration.webLimits.uploadBytes == 2 << 20)
    #expect(
      configuration.agents.providers == [
        "local": ProviderConfiguration(
          kind: .openai, baseURL: "http://127.0.0.1:1/v1", apiKey: "k", connectTimeout: .seconds(3),
          silenceTimeout: .seconds(4)),
        "plain": ProviderConfiguration(kind: .demo),
      ])
    #expect(
      configuration.agents.agents == [
        AgentConfiguration(name: "blind", provider: "plain", vision: false),
        AgentConfiguration(
          name: "default", label: "Helper", provider: "local", model: "m", system: "Be brief.", vision: true,
          reasoning: false, contextTokens: 1000, answerTokens: 10, temperature: 1, startsThinking: true),
      ])
  }

  @Test func everyChannelSaysWhatItShowsAndWhomItServes() throws {
    let configuration = try Self.load(
      """
      {"channels": {"websocket": {"enabled": false, "allow_from": ["ada"]},
       "openai": {"show_reasoning": false, "send_progress": false, "send_tool_hints": false}}}
      """)
    let (socket, openAI) = (configuration.web.webSocket, configuration.web.openAI)
    #expect(!socket.isEnabled && socket.allowFrom == ["ada"] && socket.showsReasoning && socket.sendsProgress)
    #expect(openAI.isEnabled && !openAI.showsReasoning && !openAI.sendsProgress && !openAI.sendsToolHints)
  }

  @Test func withoutAFileEverythingIsAsUsual() throws {
    let folder = try TemporaryFolder()
    var options = Options()
    options.data = folder.path
    let configuration = try Configuration.load(options)
    #expect((configuration.host, configuration.port, configuration.web.app.isEnabled) == ("127.0.0.1", 8080, true))
    #expect(configuration.agents == AgentsConfiguration(tools: configuration.agents.tools))
    #expect(configuration.folder == folder.path)
    #expect(configuration.web.version == Command.version)
  }

  @Test func theCommandLineComesFirst() throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"channels":{"web":{"host":"::1","port":81,"static_dir":"/a"}}}"#, to: "config.json")
    var options = Options()
    (options.data, options.host, options.port, options.staticFolder) = (folder.path, "127.0.0.2", 82, "/b")
    let configuration = try Configuration.load(options)
    #expect((configuration.host, configuration.port) == ("127.0.0.2", 82))
    #expect(configuration.web.staticFolder == "/b")
  }

  @Test(arguments: [
    ("{", "the file is not valid JSON"), ("[]", "the file: must be an object"),
    ("7", "the file: must be an object"),
    (
      #"{"chanels":{}}"#,
      "chanels: there is no such key; there are: agents, auth, bots, channels, mcp_servers, providers, tools"
    ),
    (#"{"channels":[]}"#, "channels: must be an object"),
    (#"{"channels":{"web":7}}"#, "channels.web: must be an object"),
    (#"{"channels":{"mail":{}}}"#, "channels.mail: there is no such key; there are: openai, web, websocket"),
    (#"{"channels":{"web":{"enabled":1}}}"#, "channels.web.enabled: must be true or false"),
    (#"{"channels":{"web":{"vision":"yes"}}}"#, "channels.web.vision: must be true or false"),
    (#"{"channels":{"web":{"host":7}}}"#, "channels.web.host: must be a text"),
    (
      #"{"channels":{"web":{"host":"here"}}}"#, "channels.web.host: must be an address, such as 127.0.0.1"
    ),
    (#"{"channels":{"web":{"port":"80"}}}"#, "channels.web.port: must be a whole number from 0 to 65535"),
    (#"{"channels":{"web":{"port":65536}}}"#, "channels.web.port: must be a whole number from 0 to 65535"),
    (#"{"channels":{"web":{"port":1.5}}}"#, "channels.web.port: must be a whole number from 0 to 65535"),
    (#"{"channels":{"web":{"port":null}}}"#, "channels.web.port: must be a whole number from 0 to 65535"),
    (
      #"{"channels":{"web":{"ping_seconds":0}}}"#,
      "channels.web.ping_seconds: must be a whole number from 1 to 3600"
    ),
    (#"{"channels":{"web":{"allow_from":"*"}}}"#, "channels.web.allow_from: must be a list of texts"),
    (#"{"channels":{"web":{"allowed_hosts":[7]}}}"#, "channels.web.allowed_hosts: must be a list of texts"),
    (
      #"{"channels":{"openai":{"allowed_origins":["*"]}}}"#,
      "channels.openai.allowed_origins: * is no origin, such as https://app.example.org"
    ),
    (#"{"providers":{"x":7}}"#, "providers.x: must be an object"),
    (#"{"providers":{"x":{}}}"#, "providers.x.kind: is missing"),
    (#"{"providers":{"x":{"kind":"llama"}}}"#, "providers.x.kind: must be one of openai, anthropic, demo"),
    (#"{"providers":{"x":{"kind":7}}}"#, "providers.x.kind: must be one of openai, anthropic, demo"),
    (#"{"providers":{"x":{"kind":"openai"}}}"#, "providers.x.base_url: is missing"),
    (#"{"providers":{"x":{"kind":"openai","base_url":7}}}"#, "providers.x.base_url: must be a text"),
    (
      #"{"providers":{"x":{"kind":"openai","base_url":"ftp://x"}}}"#,
      #"providers.x.base_url: "ftp://x" is no web address: it must begin with http:// or https://"#
    ),
    (
      #"{"providers":{"x":{"kind":"openai","base_url":"http://"}}}"#,
      #"providers.x.base_url: "http://" is no web address: it has no valid host name"#
    ),
    (
      #"{"providers":{"x":{"kind":"demo","api_key_env":"MARTLET_HAS_NO_SUCH_VARIABLE"}}}"#,
      "providers.x.api_key_env: the environment has no variable MARTLET_HAS_NO_SUCH_VARIABLE"
    ),
    (#"{"agents":{"a":{"provider":"lokal"}}}"#, #"agents.a.provider: no provider "lokal"; there are: demo"#),
    (#"{"agents":{"a":{}}}"#, "agents.a.provider: is missing; there are: demo"),
    (#"{"agents":{"a":{"provider":7}}}"#, "agents.a.provider: must be a text"),
    (#"{"agents":{"a":"demo"}}"#, "agents.a: must be an object"),
    (
      #"{"agents":{"a":{"provider":"demo","temperature":3}}}"#,
      "agents.a.temperature: must be a number from 0.0 to 2.0"
    ),
    (
      #"{"agents":{"a":{"provider":"demo","context_tokens":1}}}"#,
      "agents.a.context_tokens: must be a whole number from 256 to 100000000"
    ),
    (
      #"{"auth":{"users":{"ada":{"password_hash":"secret"}}}}"#,
      "auth.users.ada.password_hash: is no hash; make one with martlet hash-password"
    ),
    (
      #"{"auth":{"users":{"ada":{}}}}"#,
      "auth.users.ada.password_hash: is missing; make one with martlet hash-password"
    ),
    (#"{"auth":{"trusted_proxies":["nginx"]}}"#, #"auth.trusted_proxies: "nginx" is no address"#),
    (
      #"{"auth":{"user_header":"Remote-User"}}"#,
      "auth.user_header: whose word is it? name the proxy's address in trusted_proxies"
    ),
    (
      #"{"auth":{"tokens":{"x":{"hash":"sha256$0","metrics":true}}}}"#,
      "auth.tokens.x.hash: is no hash; make one with martlet make-token"
    ),
    (#"{"auth":{"tokens":{"x":{"metrics":true}}}}"#, "auth.tokens.x.hash: is missing; martlet make-token writes it"),
    (#"{"auth":{"owner":"eve"}}"#, #"auth.owner: no user "eve"; there are: "#),
    (#"{"auth":{"login_hours":0}}"#, "auth.login_hours: must be a whole number from 1 to 87600"),
  ]) func saysWhatIsWrongAndWhere(json: String, problem: String) {
    let error = #expect(throws: ConfigurationError.self) { try Self.load(json) }
    #expect(error?.problems == [problem])
  }

  @Test func saysAllThatIsWrongAtOnceAndNothingTwice() {
    let json = """
      {"x": 1, "channels": {"web": {"vision": 1, "port": "a"}}, "providers": {"p": {"kind": "q"}},
       "agents": {"a": {"provider": "p"}, "b": {"provider": "z", "modle": "m"}}}
      """
    let error = #expect(throws: ConfigurationError.self) { try Self.load(json) }
    #expect(
      error?.problems.map { String($0.prefix { $0 != ":" }) } == [
        "channels.web.port", "channels.web.vision", "providers.p.kind", "agents.b.provider", "agents.b.modle",
        "x",
      ])
    #expect(error?.description.contains("config.json: 6 problems\n  channels.web.port: ") == true)
  }

  @Test func aFileThatIsNamedMustBeThere() throws {
    var options = Options()
    options.config = "/tmp/martlet-has-no-such-file.json"
    let error = #expect(throws: ConfigurationError.self) { try Configuration.load(options) }
    #expect(error?.problems == ["the file cannot be read: there is no such file"])
  }

  @Test func aFolderIsNoConfiguration() throws {
    var options = Options()
    options.config = "/tmp"
    let error = #expect(throws: ConfigurationError.self) { try Configuration.load(options) }
    #expect(error?.problems == ["the file cannot be read: it is no file that can be read or written"])
  }

  @Test func aKeyCanComeFromTheEnvironment() throws {
    let configuration = try Self.load(
      #"{"providers":{"x":{"kind":"demo","api_key":"written","api_key_env":"PATH"}}}"#)
    #expect(configuration.agents.providers["x"]?.apiKey == ProcessInfo.processInfo.environment["PATH"])
  }

  @discardableResult
  private static func load(_ json: String) throws -> Configuration {
    let folder = try TemporaryFolder()
    try folder.write(json, to: "config.json")
    var options = Options()
    options.data = folder.path
    return try Configuration.load(options)
  }
}
