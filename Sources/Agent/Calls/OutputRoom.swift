internal import EventLoop
internal import Tools

/// How much of its tools' outputs a turn still keeps: an agent that runs wild must not fill memory and disk.
@Loop final class OutputRoom {
  private var bytes: Int

  init(bytes: Int = AgentLimits.turnOutputBytes) { self.bytes = bytes }

  /// What a reader is shown of one call as it comes.
  var streamed: Int { min(bytes, ToolLimits.outputBytes) }

  /// The output as it is kept: whole, or its head and tail where it is too long or nothing is left.
  func keep(_ output: ToolOutput) -> ToolOutput {
    var output = output
    let size = output.text.utf8.count
    if size > min(bytes, ToolLimits.outputBytes), size > ToolText.shownBytes {
      output.text = ToolText.shown(output.text)
      output.isTruncated = true
    }
    bytes = max(0, bytes - output.text.utf8.count)
    return output
  }
}
