public import EventLoop

/// A number line of events, of which the last ones are kept in memory.
///
/// What stands in it may be seen by anybody: whoever publishes has made it durable before.
@Loop public final class EventLog {
  public private(set) var epoch: String
  /// The last number that may be seen.
  public private(set) var lastSequence: Int
  private var lastNumber: Int
  private var entries: [LogEntry] = []
  private var first = 0
  private var keptBytes = 0
  // In the order in which they came, which is nearly that of memory: all are told of each event.
  private var subscribers: [any EventSubscriber] = []
  private var places: [ObjectIdentifier: Int] = [:]
  /// Whose events these are.
  weak var owner: Session?
  // Who is watched must not leave the memory: another of its kind would write to another log.
  private var watched: Session?
  private let windowBytes: Int
  private let showsNumbers: Bool

  /// windowBytes:  older entries go when those kept have more
  /// showsNumbers: false for a feed without `id:`, whose numbers live in this process only
  init(at cursor: Cursor, windowBytes: Int, showsNumbers: Bool = true) {
    epoch = cursor.epoch
    lastSequence = cursor.sequence
    lastNumber = cursor.sequence
    self.windowBytes = windowBytes
    self.showsNumbers = showsNumbers
  }

  /// Where a reader stands who has seen all.
  public var tail: Cursor { Cursor(epoch: epoch, sequence: lastSequence) }

  /// The earliest place from which one can go on.
  public var head: Cursor {
    first < entries.count ? Cursor(epoch: epoch, sequence: entries[first].sequence - 1) : tail
  }

  /// Whether the session is gone: no more will come.
  public private(set) var isClosed = false

  public var hasSubscribers: Bool { !subscribers.isEmpty }

  /// Bytes of the entries in memory.
  public var memoryBytes: Int { keptBytes }

  /// cost: O(1), no copy
  public func entries(after cursor: Cursor) -> Replay {
    guard cursor.epoch == epoch, cursor.sequence <= lastSequence else { return .reset }
    if cursor.sequence == lastSequence { return .entries([]) }
    guard first < entries.count, cursor.sequence >= entries[first].sequence - 1 else { return .reset }
    return .entries(entries[(first + cursor.sequence - entries[first].sequence + 1)...])
  }

  /// The subscriber is kept alive until `unsubscribe`.
  public func subscribe(_ subscriber: any EventSubscriber) {
    let name = ObjectIdentifier(subscriber)
    guard places[name] == nil else { return }
    places[name] = subscribers.count
    subscribers.append(subscriber)
    watched = owner
  }

  public func unsubscribe(_ subscriber: any EventSubscriber) {
    guard let place = places.removeValue(forKey: ObjectIdentifier(subscriber)) else { return }
    let last = subscribers.removeLast()
    if subscribers.isEmpty { watched = nil }
    guard last !== subscriber else { return }
    subscribers[place] = last
    places[ObjectIdentifier(last)] = place
  }

  /// Numbers and publishes what is durable already.
  func append(_ event: Event) { publish([number(event)]) }

  /// Gives the event the next number, without showing it.
  func number(_ event: Event) -> LogEntry {
    LogEntry(event, at: takeNumber(), showsNumber: showsNumbers)
  }

  /// The next number, for an event that is encoded elsewhere.
  func takeNumber() -> Cursor {
    lastNumber += 1
    return numberedTail
  }

  /// The last number given, seen or not.
  var numberedTail: Cursor { Cursor(epoch: epoch, sequence: lastNumber) }

  /// Takes back the numbers after what may be seen: their events did not become durable.
  func withdrawUnseen() { lastNumber = lastSequence }

  /// Shows numbered entries, in order and without a gap.
  func publish(_ new: [LogEntry]) {
    guard let last = new.last else { return }
    entries += new
    for entry in new { keptBytes += entry.bytes.count }
    lastSequence = last.sequence
    lastNumber = max(lastNumber, lastSequence)
    trim(keeping: new.count)
    for subscriber in subscribers { subscriber.eventsArrived() }
  }

  /// What was shown last to those who watch, and to nobody else: it has no number, and is on no disk.
  private var passing: LogEntry?
  /// How often there was such a thing.
  public private(set) var passed = 0

  /// What passes at the moment, once.
  ///
  /// seen: how much the reader has seen of it, from `passed` on
  public func passing(since seen: inout Int) -> LogEntry? {
    guard passed > seen else { return nil }
    seen = passed
    return passing
  }

  func pass(_ event: Event) {
    passing = LogEntry(event, at: tail, showsNumber: false)
    passed += 1
    for subscriber in subscribers { subscriber.eventsArrived() }
  }

  /// Who watches: one name a subscriber.
  var watchers: Set<ObjectIdentifier> { Set(places.keys) }

  /// Continues under another epoch: every cursor given so far will be told `reset`.
  func breakEpoch() {
    epoch = Epoch.random()
    lastNumber = lastSequence
    entries = []
    first = 0
    keptBytes = 0
  }

  /// Tells all who watch that no more will come.
  func close() {
    isClosed = true
    for subscriber in subscribers { subscriber.eventsArrived() }
  }

  /// The newest stay however long they are: who watches has not had them yet.
  private func trim(keeping newest: Int) {
    while keptBytes > windowBytes, first < entries.count - newest {
      keptBytes -= entries[first].bytes.count
      first += 1
    }
    if first > entries.count / 2 {
      entries.removeFirst(first)
      first = 0
    }
  }
}
