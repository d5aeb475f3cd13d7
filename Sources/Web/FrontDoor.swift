internal import Crypto
internal import EventLoop
internal import HTTP
internal import HTTPServer
internal import Kernel
internal import Login

/// Asks at the door who somebody is, and gives out the cookie by which he is known again.
@Loop struct FrontDoor {
  let keeper: Doorkeeper
  let limits: WebLimits

  /// Nil if nobody that we know.
  func visitor(_ exchange: Exchange) -> Visitor? { keeper.visitor(credentials(exchange)) }

  /// Whether it is somebody who may read the house's figures.
  func mayMonitor(_ exchange: Exchange) -> Bool { keeper.mayMonitor(credentials(exchange)) }

  private func credentials(_ exchange: Exchange) -> Credentials {
    let head = exchange.head
    var shown = Credentials(peer: exchange.peer.host)
    guard keeper.isLocked else { return shown }
    shown.cookie = head.fields.cookie(cookieName)
    shown.token = head.bearerToken
    if let field = keeper.userHeader.flatMap({ FieldName($0) }) {
      let named = head.fields.all(field)
      // Two names are one too many: which of them did the proxy write?
      if named.count == 1 { shown.proxyUser = named[0] }
    }
    return shown
  }

  /// What somebody is told whom we do not know.
  var refusal: Failure {
    keeper.awaitsSetup
      ? Failure(
        401, "setup_required", "Open the link that the server wrote into its log, and choose a name and a password.")
      : Failure(401, "login_required", "Log in first.")
  }

  /// Where somebody comes from, for slowing down who guesses: behind a proxy of this machine, what it says.
  func address(_ exchange: Exchange) -> String {
    let peer = exchange.peer
    guard peer.isLoopback || keeper.isTrusted(peer.host) else { return peer.hostText }
    let forwarded = exchange.head.fields.all("X-Forwarded-For").last?.split(separator: ",").last
    return forwarded.map { $0.drop { $0 == " " } }.flatMap { $0.isEmpty ? nil : String($0.prefix(64)) } ?? peer.hostText
  }

  /// Two houses of one name, behind different ports or paths, have cookies of different names.
  var cookieName: String { "martlet-" + keeper.houseMark }

  /// value: nil takes the cookie back
  func cookie(_ value: String?, for head: RequestHead) -> Fields {
    var words =
      "\(cookieName)=\(value ?? ""); Path=/; HttpOnly; SameSite=Lax; Max-Age=\(value == nil ? 0 : limits.cookieSeconds)"
    if Self.isBehindTLS(head) { words += "; Secure" }
    return [.setCookie: words]
  }

  /// A browser says so in `Origin`, a proxy in its field.
  private static func isBehindTLS(_ head: RequestHead) -> Bool {
    head[.origin]?.hasPrefix("https://") == true || head["X-Forwarded-Proto"]?.lowercased() == "https"
  }
}
