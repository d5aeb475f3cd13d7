public import EventLoop

/// Somebody to talk to: a model with its manners.
@Loop public struct Agent {
  public let configuration: AgentConfiguration
  let provider: any Provider
}
