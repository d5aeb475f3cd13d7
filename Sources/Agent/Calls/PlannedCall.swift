internal import Chat
internal import EventLoop
internal import Tools

/// A call on its way: what is asked, of whom, and what has come of it.
@Loop struct PlannedCall {
  var part: ToolPart
  let tool: (any Tool)?
  /// Why it cannot be carried out, in words for the model.
  var problem: String?
  /// Whether it has ended.
  var isDone = false

  var id: String { part.id }

  /// One that the model has just made.
  init(_ call: ModelCall, _ reading: CallArguments.Reading, round: Int, at now: Int, in toolbox: Toolbox) {
    let name = CallName.clean(call.name)
    tool = toolbox.tool(name)
    problem = tool == nil ? toolbox.missing(name) : reading.problem
    let line = reading.problem == nil ? tool?.line(for: reading.value) : nil
    part = ToolPart(
      ToolCall(
        id: CallName.id(), tool: name, callString: line ?? name, arguments: reading.value, round: round, at: now,
        extra: call.extra))
  }

  /// One of an answer that was begun before the server was started anew.
  init(_ part: ToolPart, isDone: Bool, in toolbox: Toolbox) {
    self.part = part
    self.isDone = isDone
    tool = toolbox.tool(part.tool)
    problem = tool == nil ? toolbox.missing(part.tool) : nil
  }

  /// As the app is told of it.
  var call: ToolCall {
    ToolCall(
      id: part.id, tool: part.tool, callString: part.callString, arguments: part.arguments, round: part.round,
      at: part.at, extra: part.extra)
  }
}
