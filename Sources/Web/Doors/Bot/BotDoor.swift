public import EventLoop
internal import HTTP
public import Login

/// The door for programs that answer users.
@Loop public final class BotDoor {
  /// By what bots are known; `user` is the bot's name.
  public var tokens: [AccessToken] = [] {
    didSet { streams.end { !tokens.contains($0) } }
  }
  let streams = OpenStreams<AccessToken>()

  /// Nil for whoever shows no token of a bot.
  func token(_ head: RequestHead) -> AccessToken? {
    head.bearerToken.flatMap { shown in tokens.first { $0.isHash(of: shown) } }
  }
}
