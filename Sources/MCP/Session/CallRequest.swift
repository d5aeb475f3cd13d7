internal import EventLoop

/// What a `tools/call` has beyond any other request.
@Loop struct CallRequest {
  /// Lines of progress and of the server's log, while it is at work.
  let onNews: @Loop (String) -> Void
  /// Arguments that stand in the head as well.
  let mirrored: [MirroredParameter.Value]
}
