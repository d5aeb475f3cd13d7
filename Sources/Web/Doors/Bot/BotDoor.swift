public import EventLoop
internal import HTTP
public import Login

/// The door for programs that answer users.
@Loop public final class BotDoor {
  /// By what bots are known; `user` is the bot's name.
  public var tokens: [AccessToken] = [] {
    didSet { for stream in streams.values where !tokens.contains(stream.token) { stream.end() } }
  }
  private var streams: [ObjectIdentifier: BotStream] = [:]

  /// Nil for whoever shows no token of a bot.
  func token(_ head: RequestHead) -> AccessToken? {
    head.bearerToken.flatMap { shown in tokens.first { $0.isHash(of: shown) } }
  }

  func add(_ stream: BotStream) {
    streams[ObjectIdentifier(stream)] = stream
    stream.whenEnded = { [weak self, unowned stream] in self?.streams[ObjectIdentifier(stream)] = nil }
  }
}
