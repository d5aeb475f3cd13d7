/// The beginning of an answer that a start of the server divides from its rest.
public struct EarlierAnswer: Hashable, Sendable {
  /// As they would be stored.
  public let parts: [Part]
  /// Ids of the calls among them that have not ended.
  public let openCalls: Set<String>

  public init(parts: [Part], openCalls: Set<String>) {
    self.parts = parts
    self.openCalls = openCalls
  }
}
