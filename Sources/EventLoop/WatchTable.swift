internal import Kernel

/// Who watches which descriptor. Each entry has a generation, so that a recycled descriptor number never
/// receives its predecessor's events.
@Loop struct WatchTable {
  private struct Slot {
    var generation: UInt32 = 0
    var interest: Interest = []
    var watcher: (any Watcher)?
  }

  private var slots: [Slot] = []

  /// Takes the place of `raw` and returns the token by which epoll names it.
  mutating func insert(_ raw: Int32, _ interest: Interest, _ watcher: any Watcher) -> UInt64 {
    let index = Int(raw)
    if index >= slots.count { slots += Array(repeating: Slot(), count: max(64, index + 1 - slots.count)) }
    slots[index].generation &+= 1
    slots[index].interest = interest
    slots[index].watcher = watcher
    return token(raw)
  }

  /// The token if the interest really changed, else nil: epoll need not be asked.
  mutating func change(_ raw: Int32, to interest: Interest) -> UInt64? {
    guard slots[Int(raw)].watcher != nil, slots[Int(raw)].interest != interest else { return nil }
    slots[Int(raw)].interest = interest
    return token(raw)
  }

  /// False if nobody watched it.
  mutating func remove(_ raw: Int32) -> Bool {
    guard Int(raw) < slots.count, slots[Int(raw)].watcher != nil else { return false }
    slots[Int(raw)].watcher = nil
    slots[Int(raw)].generation &+= 1
    return true
  }

  func watcher(_ token: UInt64) -> (any Watcher)? {
    let slot = slots[Int(UInt32(truncatingIfNeeded: token))]
    return slot.generation == UInt32(truncatingIfNeeded: token >> 32) ? slot.watcher : nil
  }

  private func token(_ raw: Int32) -> UInt64 {
    UInt64(slots[Int(raw)].generation) << 32 | UInt64(UInt32(bitPattern: raw))
  }
}
