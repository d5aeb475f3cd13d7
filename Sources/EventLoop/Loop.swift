internal import Kernel

/// The server's one thread. Whatever is marked `@Loop` is checked at compile time to run there and nowhere else.
@globalActor public actor Loop {
  public static let shared = Loop()
  package nonisolated static let executor = LoopExecutor()
  public nonisolated var unownedExecutor: UnownedSerialExecutor { Self.executor.asUnownedSerialExecutor() }

  /// Starts a task all of whose steps run on the loop's thread. A bare `Task {}` would bounce through the
  /// global thread pool at each resumption (SE-0417: no executor preference is inherited).
  @discardableResult
  public nonisolated static func start(_ body: @escaping @Loop @Sendable () async -> Void) -> Task<Void, Never> {
    Task(executorPreference: executor) { await body() }
  }

  /// Turns the calling thread into the loop's thread until `EventLoop.stop`. Call it before anything
  /// else touches the loop: a loop that has work and no thread starts one of its own.
  public nonisolated static func run(_ boot: @escaping @Loop @Sendable () async -> Void) {
    precondition(executor.adoptCurrentThread(), "the loop already has a thread")
    executor.serve(boot)
  }
}
