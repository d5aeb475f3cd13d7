internal import CLinux
internal import Glibc
internal import Kernel
internal import Synchronization

/// Runs the jobs of `@Loop` on its thread; those from other threads arrive through an inbox and a wake-up.
package final class LoopExecutor: SerialExecutor, TaskExecutor, @unchecked Sendable {
  let wakeUp: WakeUp
  private let inbox = Mutex<[UnownedJob]>([])
  private let hasThread = Atomic<Bool>(false)
  // Written once, by the loop's own thread, before it runs its first job:
  private let thread = Atomic<UInt>(0)
  // Touched only on the loop's thread:
  private var local: [UnownedJob] = []
  private var spare: [UnownedJob] = []
  private var isFinished = false

  init() {
    do { wakeUp = try WakeUp(blocking: false) } catch { preconditionFailure("no descriptor for the loop: \(error)") }
  }

  /// False if there was a thread already.
  func adoptCurrentThread() -> Bool { !hasThread.exchange(true, ordering: .acquiringAndReleasing) }

  /// The first job never returns: it owns epoll and drains the others nested inside itself, so that every
  /// handler is statically on `@Loop` and nothing is cast.
  func serve(_ boot: @escaping @Loop @Sendable () async -> Void) {
    thread.store(UInt(pthread_self()), ordering: .releasing)
    Loop.start {
      Loop.start(boot)
      EventLoop.shared.run()
      Loop.executor.isFinished = true
    }
    while !isFinished { drain() }
  }

  package func isIsolatingCurrentContext() -> Bool? { thread.load(ordering: .acquiring) == UInt(pthread_self()) }
  package func checkIsolated() { precondition(isIsolatingCurrentContext() == true, "not on the loop's thread") }

  var isIdle: Bool { local.isEmpty }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    if isIsolatingCurrentContext() == true {
      local.append(job)
      return
    }
    let wasEmpty = inbox.withLock { jobs in
      defer { jobs.append(job) }
      return jobs.isEmpty
    }
    if wasEmpty { wakeUp.signal() }
    if !hasThread.load(ordering: .relaxed) { startThread() }
  }

  /// Runs what has arrived so far; jobs that those enqueue wait for the next call.
  func drain() {
    var jobs = spare
    spare = []
    inbox.withLock { swap(&$0, &jobs) }
    jobs += local
    local.removeAll(keepingCapacity: true)
    let here = asUnownedSerialExecutor()
    let preference = asUnownedTaskExecutor()
    for job in jobs { job.runSynchronously(isolatedTo: here, taskExecutor: preference) }
    jobs.removeAll(keepingCapacity: true)
    spare = jobs
  }

  private func startThread() {
    guard adoptCurrentThread() else { return }
    startDetachedThread(named: "loop") { Loop.executor.serve {} }
  }
}
