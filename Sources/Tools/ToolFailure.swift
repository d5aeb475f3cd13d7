/// Why a call came to nothing, in words that the model can act on.
public struct ToolFailure: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ words: String) { description = words }
}
