/// Deltas of one kind that wait to be written, grown in place.
struct PendingDelta {
  private enum Kind: Equatable {
    case none, token, reasoning
    case tool(id: String)
  }

  private var kind = Kind.none
  private var text = ""

  var isEmpty: Bool { kind == .none }

  /// Takes a delta in if nothing waits or what waits is of its kind; false if not, and for all other events.
  mutating func merge(_ event: Event) -> Bool {
    switch event {
    case .token(let more): merge(.token, more)
    case .reasoningDelta(let more): merge(.reasoning, more)
    case .toolStream(let id, let more): merge(.tool(id: id), more)
    default: false
    }
  }

  /// The one event that they amount to.
  mutating func take() -> Event? {
    defer { self = PendingDelta() }
    return switch kind {
    case .none: nil
    case .token: .token(text)
    case .reasoning: .reasoningDelta(text)
    case .tool(let id): .toolStream(id: id, text: text)
    }
  }

  private mutating func merge(_ new: Kind, _ more: String) -> Bool {
    guard kind == .none || kind == new else { return false }
    kind = new
    text += more
    return true
  }
}
