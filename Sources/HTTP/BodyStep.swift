/// What a body decoder found next.
public enum BodyStep: Sendable, Hashable {
  /// These bytes of the input are body.
  case data(Range<Int>)
  /// The input is used up and the body goes on.
  case more
  /// The body has ended; what follows in the input belongs to the next message.
  case finished
}
