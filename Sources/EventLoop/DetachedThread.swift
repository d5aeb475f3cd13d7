internal import CLinux
internal import Glibc

/// Starts a thread that runs `body` and is never joined. Signals stay with the main thread.
func startDetachedThread(named name: String, _ body: @escaping @Sendable () -> Void) {
  final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }
  var all = sigset_t()
  var before = sigset_t()
  sigfillset(&all)
  pthread_sigmask(SIG_BLOCK, &all, &before)
  defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
  var thread = pthread_t()
  let body = Unmanaged.passRetained(Body(body)).toOpaque()
  let code = pthread_create(&thread, nil, { raw in
    Unmanaged<Body>.fromOpaque(raw!).takeRetainedValue().run()
    return nil
  }, body)
  precondition(code == 0, "cannot start the thread \(name): errno \(code)")
  pthread_detach(thread)
}
