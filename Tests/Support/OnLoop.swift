internal import EventLoop
public import Testing

/// Runs each test of a suite on the loop's thread from its first step to its last. Without it every waiting
/// step comes back by way of the shared threads, where other tests may be computing for seconds.
public struct OnLoop: SuiteTrait, TestTrait, TestScoping {
  public var isRecursive: Bool { true }

  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(Loop.executor) { try await function() }
  }
}

extension Trait where Self == OnLoop {
  public static var onLoop: Self { OnLoop() }
}
