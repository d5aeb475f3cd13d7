import Kernel
import Login

/// `auth`.
extension Configuration {
  mutating func readAuth(_ node: ConfigurationNode) {
    for (name, user) in node.node("users")?.children ?? [] where user.isObject { readUser(name, user) }
    for (name, token) in node.node("tokens")?.children ?? [] where token.isObject { readToken(name, token) }
    login.userHeader = node.text("user_header")
    readProxies(node)
    login.owner = node.text("owner")
    if let owner = login.owner, login.userHeader == nil, login.users[owner] == nil {
      node.problem("owner", "no user \"\(owner)\"; there are: \(login.users.keys.sorted().joined(separator: ", "))")
    }
    login.loginHours = node.number("login_hours", in: 1...87_600) ?? login.loginHours
    isLoginRequired = node.flag("required") ?? false
    node.finish()
  }

  private mutating func readUser(_ name: String, _ node: ConfigurationNode) {
    defer { node.finish() }
    guard UserName.isValid(name) else { return node.problem("password_hash", "\"\(name)\" cannot be a user's name") }
    guard let text = node.text("password_hash") else {
      if !node.has("password_hash") { node.problem("password_hash", "is missing; make one with martlet hash-password") }
      return
    }
    guard let hash = PasswordHash(text) else {
      return node.problem("password_hash", "is no hash; make one with martlet hash-password")
    }
    login.users[name] = hash
  }

  private mutating func readToken(_ name: String, _ node: ConfigurationNode) {
    defer { node.finish() }
    let (hash, user) = (node.text("hash"), node.text("user"))
    let isForMetrics = node.flag("metrics") ?? false
    for key in isForMetrics ? ["hash"] : ["hash", "user"] where !node.has(key) {
      node.problem(key, "is missing; martlet make-token writes it")
    }
    if isForMetrics, node.has("user") { node.problem("user", "a token for metrics speaks for nobody") }
    guard let hash, isForMetrics || user != nil else { return }
    guard let token = AccessToken(hash: hash, user: user) else {
      return node.problem("hash", "is no hash; make one with martlet make-token")
    }
    if let user, login.users[user] == nil { node.problem("user", "no user \"\(user)\"") }
    login.tokens[name] = token
  }

  private mutating func readProxies(_ node: ConfigurationNode) {
    for address in node.texts("trusted_proxies") ?? [] {
      guard let host = SocketAddress(literal: address, port: 0)?.host else {
        node.problem("trusted_proxies", "\"\(address)\" is no address")
        continue
      }
      login.trustedProxies.insert(host)
    }
    if login.userHeader != nil, login.trustedProxies.isEmpty {
      node.problem("user_header", "whose word is it? name the proxy's address in trusted_proxies")
    }
  }
}
