internal import Chat
internal import EventLoop
internal import Tools

/// The calls of one of the model's rounds: which of them run, in which order, and what comes of each.
///
/// Calls that only read and ask nobody run side by side where they stand next to each other; all others run one
/// after the other, so that each finds the world as the one before left it.
@Loop final class CallRound {
  private let toolbox: Toolbox
  private let writer: any AgentWriter
  private let room: OutputRoom
  private var calls: [PlannedCall]

  /// calls: in the order of the model; the app knows of them already
  /// room:  what is left of the turn's
  init(_ calls: [PlannedCall], toolbox: Toolbox, writer: any AgentWriter, room: OutputRoom = OutputRoom()) {
    self.room = room
    self.calls = calls
    self.toolbox = toolbox
    self.writer = writer
  }

  /// Carries them all out.
  ///
  /// returns: the calls with what came of them, in their order
  /// errors:  `CancellationError`; then calls without a result are left for the turn's end to close
  func run() async throws -> [ToolPart] {
    for index in calls.indices where !calls[index].isDone {
      if let problem = calls[index].problem { finish(index, ToolOutput(problem, isOK: false), ms: 0) }
    }
    var next = 0
    while next < calls.count {
      try Task.checkCancellation()
      let side = calls[next...].prefix(AgentLimits.callsSideBySide).prefix { runsBesideOthers($0) }.indices
      if side.count > 1 { try await run(side) } else { try await run(next) }
      next += max(1, side.count)
    }
    return calls.map(\.part)
  }

  private func runsBesideOthers(_ call: PlannedCall) -> Bool {
    call.isDone || call.tool?.isReadOnly == true && isAllowed(call)
  }

  private func isAllowed(_ call: PlannedCall) -> Bool {
    // Who was asked is waited for, whatever the configuration says by now.
    guard call.part.approval == nil else { return false }
    return switch toolbox.approval(of: call.part.tool) {
    case .auto: true
    case .ask: writer.isAllowed(call.part.tool)
    case .never: false
    }
  }

  private func run(_ side: Range<Int>) async throws {
    let tasks = side.map { index in Loop.start { try? await self.run(index) } }
    await withTaskCancellationHandler {
      for task in tasks { await task.value }
    } onCancel: {
      for task in tasks { task.cancel() }
    }
    try Task.checkCancellation()
  }

  private func run(_ index: Int) async throws {
    let call = calls[index]
    guard !call.isDone, let tool = call.tool else { return }
    var began = ContinuousClock.now
    do {
      let approved = try await getLeave(call, tool)
      began = .now
      let output = try await tool.run(call.part.arguments, toolRun(call.id, approved))
      try Task.checkCancellation()
      let images = await keep(output.pictures, of: call)
      finish(index, output, ms: Self.milliseconds(since: began), images: images)
    } catch {
      if Task.isCancelled { throw CancellationError() }
      let words = error is CancellationError ? "The call was cut off." : "\(error)"
      finish(index, ToolOutput(words, isOK: false), ms: Self.milliseconds(since: began))
    }
  }

  /// Returns when the call may run.
  ///
  /// returns: the preview that a person allowed
  /// errors:  `ToolFailure` if it may not, or could not succeed anyway
  private func getLeave(_ call: PlannedCall, _ tool: any Tool) async throws -> String? {
    if isAllowed(call) { return nil }
    let name = call.part.tool
    guard toolbox.approval(of: name) != .never else {
      throw ToolFailure("The configuration never allows \(name). Nothing was done.")
    }
    // Who was asked before the server was started anew saw the preview then.
    let preview =
      if let asked = call.part.approval { asked.preview } else {
        try await tool.preview(call.part.arguments, in: toolbox.workspace)
      }
    let request = ApprovalRequest(call: call.call, options: Turn.approvalOptions, preview: preview)
    let option = try await writer.ask(request)
    if option == "deny" {
      throw ToolFailure("The user refused this call: nothing was done. Do not try it again unless they ask for it.")
    }
    return preview
  }

  /// What a reader is shown as it comes is bounded as the result is.
  private func toolRun(_ id: String, _ approved: String?) -> ToolRun {
    var room = room.streamed
    return ToolRun(workspace: toolbox.workspace, approved: approved) { [writer] text in
      guard room > 0 else { return }
      room -= text.utf8.count
      writer.toolStream(id: id, text)
    }
  }

  private func keep(_ pictures: [ToolOutput.Picture], of call: PlannedCall) async -> [Attachment] {
    var kept: [Attachment] = []
    for (index, picture) in pictures.prefix(AgentLimits.images).enumerated() {
      // A picture that cannot be kept must not cost the words beside it.
      let name = "\(call.part.tool)-\(index + 1)"
      if let image = try? await writer.keep(picture, named: name) { kept.append(image) }
    }
    return kept
  }

  private func finish(_ index: Int, _ output: ToolOutput, ms: Int, images: [Attachment] = []) {
    let kept = room.keep(output)
    let result = ToolResult(
      id: calls[index].id, tool: calls[index].part.tool, output: kept.text, ok: kept.isOK, ms: ms,
      exitCode: kept.exitCode, truncated: kept.isTruncated ? true : nil, images: images.isEmpty ? nil : images)
    calls[index].part.finish(result)
    calls[index].isDone = true
    writer.toolResult(result)
  }

  private static func milliseconds(since start: ContinuousClock.Instant) -> Int {
    Int(start.duration(to: .now) / .milliseconds(1))
  }
}
