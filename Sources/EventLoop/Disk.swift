internal import Kernel
internal import Synchronization

/// The thread that may block in file calls: work runs in the order in which it was asked for.
public actor Disk {
  private nonisolated let thread = DiskThread()
  public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  public init() {}

  /// Runs `work` on the disk's thread.
  public func run<T: Sendable>(_ work: @Sendable () throws -> T) throws -> T { try work() }
}

/// One thread that runs jobs in order and sleeps in between.
private final class DiskThread: SerialExecutor {
  private let jobs = Mutex<[UnownedJob]>([])
  private let wakeUp: WakeUp

  init() {
    do { wakeUp = try WakeUp(blocking: true) } catch { preconditionFailure("no descriptor for the disk: \(error)") }
    startDetachedThread(named: "disk") { self.serve() }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let wasEmpty = jobs.withLock { jobs in
      defer { jobs.append(job) }
      return jobs.isEmpty
    }
    if wasEmpty { wakeUp.signal() }
  }

  private func serve() -> Never {
    let here = asUnownedSerialExecutor()
    while true {
      wakeUp.wait()
      let batch = jobs.withLock { jobs in
        defer { jobs = [] }
        return jobs
      }
      for job in batch { job.runSynchronously(on: here) }
    }
  }
}
