public import Chat

/// What a model is told of a tool.
public struct ToolDescription: Hashable, Sendable {
  /// `[a-zA-Z0-9_-]`, 64 characters at most: what every provider takes.
  public var name: String
  /// For the model: what it does, when to use it, what comes back.
  public var purpose: String
  /// A JSON Schema, of type object.
  public var parameters: JSONValue

  public init(name: String, purpose: String, parameters: JSONValue) {
    self.name = name
    self.purpose = purpose
    self.parameters = parameters
  }
}
