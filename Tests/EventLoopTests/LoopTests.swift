import EventLoop
import Glibc
import Testing

@Suite struct LoopTests {
  @Test @Loop func resumesOnItsOwnThreadWhoeverResumes() async {
    let home = pthread_self()
    for _ in 0..<200 {
      await withCheckedContinuation { continuation in
        Self.resumeElsewhere(continuation)
      }
      #expect(pthread_equal(home, pthread_self()) != 0)
    }
  }

  @Test @Loop func comesBackFromTheDiskToItsOwnThread() async throws {
    let home = pthread_self()
    let disk = Disk()
    for number in 0..<100 {
      let there = try await disk.run { (UInt(pthread_self()), number) }
      #expect(there.1 == number)
      #expect(there.0 != UInt(home))
      #expect(pthread_equal(home, pthread_self()) != 0)
    }
  }

  @Test func runsWhatIsStartedElsewhere() async {
    let counter = Counter()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<50 { group.addTask { await Loop.start { counter.add() }.value } }
    }
    #expect(await counter.count == 50)
  }

  @Loop private final class Counter {
    private(set) var count = 0
    nonisolated init() {}
    func add() { count += 1 }
  }

  private static func resumeElsewhere(_ continuation: CheckedContinuation<Void, Never>) {
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Box(continuation)).toOpaque()
    pthread_create(&thread, nil, { raw in
      Unmanaged<Box>.fromOpaque(raw!).takeRetainedValue().continuation.resume()
      return nil
    }, box)
    pthread_detach(thread)
  }

  private final class Box: Sendable {
    let continuation: CheckedContinuation<Void, Never>
    init(_ continuation: CheckedContinuation<Void, Never>) { self.continuation = continuation }
  }
}
