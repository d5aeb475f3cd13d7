/// A program outside that may answer.
public struct BotConfiguration: Hashable, Sendable {
  public var name: String
  /// How long it may say nothing before its turn is given up.
  public var patience: Duration

  public init(name: String, patience: Duration = .seconds(600)) {
    self.name = name
    self.patience = patience
  }
}
