/// The last event of a turn that did not fail.
public struct TurnDone: Hashable, Sendable, Codable {
  public var text: String
  /// As stored.
  public var message: Message
  public var usage: Usage?
  public var ms: Int
  public var stopped: Bool?

  public init(_ message: Message) {
    text = message.content
    self.message = message
    usage = message.usage
    ms = message.ms ?? 0
    stopped = message.stopped ? true : nil
  }
}
