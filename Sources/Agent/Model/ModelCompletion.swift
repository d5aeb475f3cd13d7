public import Chat

/// How a model's round ended.
public struct ModelCompletion: Hashable, Sendable {
  /// Why the model says no more.
  public enum Ending: Hashable, Sendable {
    case finished
    /// It waits for what comes of `calls`, of which there is at least one.
    case toolCalls
    /// The answer was cut at the longest that was allowed. A call that was cut, too, is not among `calls`.
    case length
    /// The provider kept the rest back.
    case filtered
    /// The provider's side interrupted a long answer: asked again with what came so far, the model goes on.
    case paused
  }

  public var ending: Ending
  public var usage: Usage?
  /// In the order in which the model made them; what else it said is in `ModelAnswer.parts`.
  public var calls: [ModelCall]

  public init(ending: Ending = .finished, usage: Usage? = nil, calls: [ModelCall] = []) {
    self.ending = ending
    self.usage = usage
    self.calls = calls
  }
}
