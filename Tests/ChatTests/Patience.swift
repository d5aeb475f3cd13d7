import EventLoop

/// Waits for what another thread will bring about, however slow the machine is.
@Loop func eventually(_ condition: @Loop () -> Bool) async throws {
  while !condition() { try await Loop.sleep(for: .milliseconds(1)) }
}
