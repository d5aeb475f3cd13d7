public import Chat

/// How a model's round ended.
public struct ModelCompletion: Hashable, Sendable {
  /// Why the model says no more.
  public enum Ending: Hashable, Sendable {
    case finished
    /// The answer was cut at the longest that was allowed.
    case length
    /// The provider kept the rest back.
    case filtered
  }

  public var ending: Ending
  public var usage: Usage?

  public init(ending: Ending = .finished, usage: Usage? = nil) {
    self.ending = ending
    self.usage = usage
  }
}
