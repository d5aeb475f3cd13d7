/// An instant, and the error that it means to be still waiting then.
struct Deadline: Sendable {
  let instant: ContinuousClock.Instant
  let error: HTTPClientError

  init(in limit: Duration, _ error: HTTPClientError) {
    instant = .now + limit
    self.error = error
  }

  var timeLeft: Duration { max(.zero, ContinuousClock.now.duration(to: instant)) }
}
