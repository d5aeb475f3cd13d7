import EventLoop
import Glibc
import HTTP
import HTTPServer
import Synchronization
import TestSupport
import Testing

@testable import Web

@Suite(.onLoop) struct ReplyTests {
  /// Remembers which thread encoded it.
  private final class Witness: Encodable, Sendable {
    let thread = Mutex<pthread_t?>(nil)

    func encode(to encoder: any Encoder) throws {
      thread.withLock { $0 = pthread_self() }
      try "seen".encode(to: encoder)
    }
  }

  @Test @Loop func whatMayBeLongIsEncodedBesideTheLoop() async throws {
    let (here, there) = (Witness(), Witness())
    let loop = pthread_self()
    let (short, long) = (Reply.json(200, here), try await Reply.json(there, to: [:], on: Disk()))
    #expect(here.thread.withLock { $0 } == loop)
    #expect(there.thread.withLock { $0 != nil && $0 != loop })
    #expect(short.body.count == long.body.count && short.status == long.status)
  }
}
