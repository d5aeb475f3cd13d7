internal import Chat
internal import EventLoop
internal import HTTP
internal import HTTPServer

/// An answer that is streamed. It begins with its first piece, or when that takes long: until then a failure still has
/// an HTTP status. What a slow reader has not taken yet is kept as text and told in larger chunks.
@Loop final class OpenAIStream: OpenAIAnswer, StreamSource {
  private let exchange: Exchange
  private let manner: OpenAIManner
  private let chunks: OpenAIChunks
  private var waiting: [(kind: OpenAIPiece, text: String)] = []
  private var ending: [UInt8]?
  private var stream: EventStream?
  private var hasBegun = false
  private var hasNamedRole = false
  private var timer: Timer?
  /// Called when there is nobody left to read it.
  var whenGone: @Loop () -> Void = {}

  /// patience: how long a failure may take and still have an HTTP status
  init(_ exchange: Exchange, _ chunks: OpenAIChunks, _ manner: OpenAIManner, patience: Duration) {
    self.exchange = exchange
    self.manner = manner
    self.chunks = chunks
    timer = EventLoop.shared.schedule(after: patience) { [weak self] in self?.begin() }
  }

  func take(_ kind: OpenAIPiece, _ text: String) {
    if kind != .comment, waiting.last?.kind == kind {
      waiting[waiting.count - 1].text += text
    } else {
      waiting.append((kind, text))
    }
    begin()
    stream?.wake()
  }

  func finish(_ reason: String, _ usage: Usage?) { end(chunks.end(reason, usage)) }

  func fail(_ failure: Failure) {
    timer?.cancel()
    guard hasBegun else { return exchange.respond(manner.refusal(failure, to: exchange.head)) }
    end(Array("data: ".utf8) + JSONText.encode(manner.body(failure)) + [10, 10])
  }

  func next() -> StreamStep {
    if !hasNamedRole {
      hasNamedRole = true
      return .bytes(chunks.role)
    }
    if let first = waiting.first {
      waiting.removeFirst()
      return .bytes(chunks.bytes(first.kind, first.text))
    }
    guard let ending else { return .wait }
    if ending.isEmpty { return .end }
    self.ending = []
    return .bytes(ending)
  }

  func serverStops() {
    if ending == nil { fail(Failure(503, "stopped", "The server stops.")) }
  }

  func streamEnded() {
    stream = nil
    whenGone()
    whenGone = {}
  }

  private func end(_ bytes: [UInt8]) {
    begin()
    ending = bytes
    stream?.wake()
  }

  private func begin() {
    timer?.cancel()
    guard !hasBegun else { return }
    hasBegun = true
    stream = exchange.stream(200, Reply.eventStream + manner.fields(for: exchange.head), from: self)
    if stream == nil { streamEnded() }
  }
}
