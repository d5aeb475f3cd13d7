import Agent
import Chat
import FoundationEssentials
import HTTPServer
import Login
import MCP
import Web

/// All that a house is told before it opens.
struct Configuration: Sendable {
  var host = "127.0.0.1"
  var port: UInt16 = 8080
  var web = WebOptions()
  var webLimits = WebLimits()
  var server = ServerLimits()
  var chat = ChatLimits()
  var agents = AgentsConfiguration()
  /// A model server's key stands in the file itself, and not in the environment.
  var hasWrittenKeys = false
  var servers: [MCPServerConfiguration] = []
  /// Whether agents that say nothing of it are given pictures.
  var vision = true
  var login = LoginConfiguration()
  /// What bots show at the door; `user` is the bot.
  var botTokens: [AccessToken] = []
  /// Whether there must be a login, although nobody is named who could use it.
  var isLoginRequired = false
  let folder: String

  /// Reads the file that the options name, else `config.json` in the data folder if there is one.
  static func load(_ options: Options) throws -> Configuration {
    let folder = DataPlace.folder(options)
    var configuration = Configuration(folder: folder)
    let file = options.config ?? folder + "/config.json"
    if options.config != nil || FileManager.default.fileExists(atPath: file) {
      try configuration.read(file)
    }
    try configuration.checkWorkspace(file)
    configuration.apply(options)
    return configuration
  }

  private init(folder: String) {
    self.folder = folder
    readTools(nil)
    web.version = Command.version
  }

  private mutating func apply(_ options: Options) {
    host = options.host ?? host
    port = options.port ?? port
    web.staticFolder = options.staticFolder ?? web.staticFolder
  }

  private mutating func read(_ file: String) throws {
    let value: JSONValue
    do { value = try JSONDecoder().decode(JSONValue.self, from: Data(contentsOf: URL(filePath: file))) } catch
    {
      let words = error is DecodingError ? "is not valid JSON" : "cannot be read: \(Command.words(error))"
      throw ConfigurationError(file: file, problems: ["the file \(words)"])
    }
    var problems: [String] = []
    let root = ConfigurationNode(value, path: "") { problems.append($0) }
    read(root)
    if !problems.isEmpty { throw ConfigurationError(file: file, problems: problems) }
  }

  private mutating func read(_ root: ConfigurationNode) {
    if let channels = root.node("channels") {
      if let node = channels.node("web") { readWeb(node) }
      if let node = channels.node("websocket") { Self.readChannel(node, into: &web.webSocket) }
      if let node = channels.node("openai") { readOpenAI(node) }
      channels.finish()
    }
    if let auth = root.node("auth") { readAuth(auth) }
    readServers(root.node("mcp_servers"))
    readTools(root.node("tools"))
    let providers = root.node("providers")
    readProviders(providers)
    readBots(root.node("bots"))
    readAgents(root.node("agents"), providers: Set(providers?.names ?? []))
    root.finish()
  }
}
