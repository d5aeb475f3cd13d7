internal import EventLoop
internal import HTTP
internal import HTTPClient

/// The events of a response, one after another.
@Loop struct EventReader {
  private let response: ClientResponse
  private var parser: ServerSentEvent.Parser
  private var bytes: [UInt8] = []
  private var at = 0
  /// The last event's.
  private(set) var name = ""

  init(_ response: ClientResponse, limitBytes: Int) {
    self.response = response
    parser = ServerSentEvent.Parser(limitBytes: limitBytes)
  }

  /// The data of the next event that has some; nil when the stream has ended, however it did.
  ///
  /// errors: `ServerFailure.call` for an event that is too large; `CancellationError`
  mutating func next(_ place: inout StreamPlace) async throws -> [UInt8]? {
    while true {
      while let event = try parse() {
        if !event.id.isEmpty { place.id = event.id }
        name = event.name
        if !event.data.isEmpty { return event.data }
      }
      place.retryMilliseconds = parser.retryMilliseconds ?? place.retryMilliseconds
      guard let more = try await read() else { return nil }
      (bytes, at) = (more, 0)
    }
  }

  private mutating func parse() throws(ServerFailure) -> ServerSentEvent? {
    let bytes = bytes
    do { return try parser.next(bytes.span, &at) } catch {
      response.cancel()
      throw .call("sent a message that is too large: \(error.description)")
    }
  }

  private func read() async throws -> [UInt8]? {
    do { return try await response.next() } catch is HTTPClientError { return nil }
  }
}
