public import Chat

/// A tool as a model is told of it.
public struct ModelTool: Hashable, Sendable {
  /// `[a-zA-Z0-9_-]`, 64 characters at most.
  public var name: String
  public var purpose: String
  /// A JSON Schema, of type object.
  public var parameters: JSONValue

  public init(name: String, purpose: String, parameters: JSONValue) {
    self.name = name
    self.purpose = purpose
    self.parameters = parameters
  }
}
