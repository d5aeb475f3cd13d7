internal import EventLoop

/// What bots are about to do in one session.
@Loop final class BotDesk {
  /// A change of a message that waits for the disk.
  final class Edit {
    let change: (inout Message) -> Void
    var isStored = false

    init(_ change: @escaping (inout Message) -> Void) { self.change = change }
  }

  var calls: [String: Moment] = [:]
  /// By the message.
  var edits: [String: [Edit]] = [:]
  var typing: Timer?
}
