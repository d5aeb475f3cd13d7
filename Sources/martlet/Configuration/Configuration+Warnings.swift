import Agent
import HTTPClient
import Kernel
import Login
import MCP
import Tools
import Web

/// What is no mistake, but opens the house wider than most people want.
extension Configuration {
  /// In words, each with the path of its key.
  func warnings(_ options: Options) -> [String] {
    doorWarnings(options) + toolWarnings + providerWarnings + fileWarnings(options.config ?? folder + "/config.json")
  }

  private func doorWarnings(_ options: Options) -> [String] {
    var words: [String] = []
    let isOpen = SocketAddress(literal: host == "localhost" ? "127.0.0.1" : host, port: 0)?.isLoopback != true
    if options.isOpenToAnyone, login.isEmpty {
      words.append("--insecure-anyone-may-use-this: whoever reaches \(host) owns this house, its chats and its tools")
    } else if isOpen, login.isEmpty, !FileSystem.exists(folder + "/users.json") {
      words.append("channels.web.host: other machines reach \(host); whoever opens the log's link first is the owner")
    }
    if web.allowedHosts.contains("*") {
      words.append("channels.web.allowed_hosts: with * any page can rebind its name to this machine; name your own")
    }
    let everybody = [SocketAddress.Host.v4([0, 0, 0, 0]), .v6([UInt8](repeating: 0, count: 16))]
    if login.userHeader != nil, everybody.contains(where: login.trustedProxies.contains) {
      words.append("auth.trusted_proxies: 0.0.0.0 and :: are no proxy; name the address that your proxy comes from")
    }
    return words
  }

  private var toolWarnings: [String] {
    guard !agents.tools.isSandboxed else { return [] }
    let hasNetwork = agents.tools.network || agents.agents.contains { $0.network == true }
    let reach = hasNetwork ? ", and reaches the network" : ""
    return ["tools.sandbox: off: what an agent runs may do all that Martlet may\(reach)"]
  }

  private var providerWarnings: [String] {
    agents.providers.sorted { $0.key < $1.key }.compactMap { name, provider in
      guard provider.apiKey != nil, Self.isOverheard(provider.baseURL) else { return nil }
      return "providers.\(name).base_url: the key goes over the network in clear; use https"
    }
      + servers.compactMap { server in
        guard case .address(let url, let fields) = server.transport, !fields.isEmpty, Self.isOverheard(url) else {
          return nil
        }
        return "mcp_servers.\(server.name).url: its headers go over the network in clear; use https"
      }
  }

  private static func isOverheard(_ text: String) -> Bool {
    guard let url = try? HTTPURL(text), !url.isSecure else { return false }
    return url.host != "localhost" && SocketAddress(literal: url.host, port: 0)?.isLoopback != true
  }

  private func fileWarnings(_ file: String) -> [String] {
    var words: [String] = []
    if holdsSecrets, let mode = FileSystem.status(of: file)?.mode, mode & 0o004 != 0 {
      words.append("\(file): holds keys or password hashes, and every user of this machine can read it: chmod o-r")
    }
    if let mode = FileSystem.status(of: file)?.mode, mode & 0o022 != 0 {
      words.append("\(file): other users of this machine can change it: chmod go-w")
    }
    if let mode = FileSystem.status(of: folder)?.mode, mode & 0o077 != 0 {
      words.append("\(folder): other users of this machine can look into the data folder: chmod 700")
    }
    return words
  }

  private var holdsSecrets: Bool {
    !login.users.isEmpty || hasWrittenKeys
      || servers.contains {
        switch $0.transport {
        case .program(_, _, let environment): !environment.isEmpty
        case .address(_, let fields): !fields.isEmpty
        }
      }
  }
}
