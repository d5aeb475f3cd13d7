internal import Chat
internal import EventLoop
internal import HTTP
internal import HTTPServer

/// A session's log in the words of the WebSocket, each entry told and encoded once for all who listen.
///
/// memory: that of the log once more, while somebody listens
@Loop final class SocketLog {
  let session: Session
  var listeners = 0
  private let options: ChannelOptions
  private var transcript: SocketTranscript
  /// Behind the last entry that has been told.
  private var end: Cursor
  /// The frames of the entries before it, one after the other without a gap.
  private var told: [[SocketFrame]] = []
  private var first = 0
  /// What is told at a reset, for all who come before anything else happens.
  private var stood: (place: SocketPlace, frames: [SocketFrame])?

  init(_ session: Session, showing options: ChannelOptions) {
    self.session = session
    self.options = options
    end = session.log.head
    transcript = SocketTranscript(amid: session.turn)
  }

  private var log: EventLog { session.log }

  /// What comes after the place, as much as is sent at once; moves the place behind it.
  func next(_ place: inout SocketPlace, packed: Bool) -> WebSocketStep {
    catchUp()
    guard let start = index(of: place) else { return .frames(reset(&place, packed)) }
    var bytes: [UInt8] = []
    for frames in told[start...] {
      if bytes.count >= WebLimits.replayBytes { break }
      for frame in frames.dropFirst(place.messages) { bytes += frame.bytes(packed: packed) }
      place = SocketPlace(Cursor(epoch: end.epoch, sequence: place.cursor.sequence + 1))
    }
    if !bytes.isEmpty { return .frames(bytes) }
    return log.isClosed ? .close(Self.gone) : .wait
  }

  /// Nil if one cannot go on from there.
  private func index(of place: SocketPlace) -> Int? {
    let missing = end.sequence - place.cursor.sequence
    guard place.cursor.epoch == end.epoch, missing >= 0, missing <= told.count - first else { return nil }
    return told.count - missing
  }

  private func catchUp() {
    switch log.entries(after: end) {
    case .entries(let entries): for entry in entries { tell(entry) }
    case .reset:
      (told, first, end) = ([], 0, log.head)
      transcript = SocketTranscript(amid: session.turn)
      if case .entries(let entries) = log.entries(after: end) { for entry in entries { tell(entry) } }
    }
    trim()
  }

  private func tell(_ entry: LogEntry) {
    stood = nil
    options.deliver(entry.event, to: transcript)
    let here = Cursor(epoch: log.epoch, sequence: entry.sequence)
    let texts = transcript.take()
    // A cut between two messages of one entry must neither lose nor double any.
    told.append(
      texts.enumerated().map { index, text in
        let isLast = index == texts.count - 1
        return SocketFrame(text.ended(at: isLast ? SocketPlace(here) : SocketPlace(end, messages: index + 1)))
      })
    end = here
  }

  /// What the log has forgotten is forgotten here.
  private func trim() {
    first = max(first, told.count - (end.sequence - log.head.sequence))
    guard first > told.count / 2 else { return }
    told.removeFirst(first)
    first = 0
  }

  /// What was missed cannot be had: the client is told where things stand, and goes on from here.
  private func reset(_ place: inout SocketPlace, _ packed: Bool) -> [UInt8] {
    place = SocketPlace(log.tail)
    if stood?.place != place { stood = (place, resetFrames(to: place)) }
    return stood?.frames.flatMap { $0.bytes(packed: packed) } ?? []
  }

  private func resetFrames(to place: SocketPlace) -> [SocketFrame] {
    let texts = [SocketText("reset")] + standing
    return texts.enumerated().map { index, text in
      SocketFrame(text.ended(at: index == texts.count - 1 ? place : .nowhere))
    }
  }

  /// The running answer so far, else the last one, told as it would have happened.
  private var standing: [SocketText] {
    let transcript = SocketTranscript()
    var events: [Event] = []
    if let turn = session.turn {
      transcript.begin(turn.agent, turn.userMessage.content, turn.messageID, tellsSteps: turn.wantsReasoning)
      events = turn.snapshot.message.events.dropLast().filter { !$0.isOfOpenCall }
    } else if let answer = session.history.last, answer.role == .assistant {
      let question = session.history.dropLast().last?.content ?? ""
      transcript.begin(answer.agent, question, answer.id, tellsSteps: true)
      events = answer.events
    }
    for event in events { options.deliver(event, to: transcript) }
    return transcript.take()
  }

  /// The words of one event alone.
  func words(of event: Event) -> [SocketText] {
    let transcript = SocketTranscript()
    options.deliver(event, to: transcript)
    return transcript.take()
  }

  private static let gone = WebSocketClose(1000, "The session is gone.")
}

extension Event {
  /// The result of a call that has none yet.
  fileprivate var isOfOpenCall: Bool {
    if case .toolResult(let result) = self { !result.ok && result.ms == 0 && result.exitCode == nil } else { false }
  }
}
