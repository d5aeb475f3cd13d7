/// What an agent hands back when its answer has come to its own end.
public struct Completion: Hashable, Sendable {
  public var usage: Usage?

  public init(usage: Usage? = nil) { self.usage = usage }
}
