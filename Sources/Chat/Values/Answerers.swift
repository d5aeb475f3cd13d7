/// The agents that can answer now, by name.
public struct Answerers: Hashable, Sendable {
  /// In the order in which they are shown.
  public var names: [String]
  /// Who answers where neither the call nor the session names one.
  public var standard: String?
  /// Those of them that are programs outside.
  public var outside: Set<String>

  public init(names: [String], standard: String?, outside: Set<String> = []) {
    self.names = names
    self.standard = standard
    self.outside = outside
  }
}

extension Answerers {
  /// Who answers when `name` is asked for. Nobody stands in for an agent that is gone: the conversation would
  /// go to a model that its user never chose.
  ///
  /// errors: `.unknownAgent`
  func choose(_ name: String?) throws(ChatError) -> String? {
    guard let name else { return standard }
    guard names.contains(name) else { throw .unknownAgent(name, among: names) }
    return name
  }
}
