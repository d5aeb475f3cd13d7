internal import Chat
internal import EventLoop
internal import Tools

/// A tool of a server, as models and the loop know it.
@Loop struct MCPTool: Tool {
  let description: ToolDescription
  let listing: ToolListing
  let server: MCPServer

  init(_ listing: ToolListing, named name: String, of server: MCPServer) {
    description = ToolDescription(name: name, purpose: listing.purpose, parameters: listing.schema)
    self.listing = listing
    self.server = server
  }

  /// Only if both say so: the server's hint, and the owner, who believes its hints.
  var isReadOnly: Bool { listing.isReadOnlyByHint && server.configuration.trustsHints }

  func line(for arguments: JSONValue) -> String { callLine(arguments).text }

  func preview(_ arguments: JSONValue, in workspace: Workspace) async throws -> String? {
    guard arguments.isObject else { throw Self.noObject }
    return callLine(arguments).isCut ? HumanLine.visible(arguments.pretty) : nil
  }

  func run(_ arguments: JSONValue, _ call: ToolRun) async throws -> ToolOutput {
    guard arguments.isObject else { throw Self.noObject }
    return try await server.call(listing, arguments, stream: call.stream)
  }

  private static let noObject = ToolFailure("The arguments must be an object")

  private func callLine(_ arguments: JSONValue) -> CallLine {
    CallLine(server: server.configuration.name, tool: listing.name, arguments)
  }
}
