/// What a model said in one round, once it is over.
struct ModelRound {
  var completion: ModelCompletion
  /// Thoughts and words, in order; the calls are in `completion`.
  var parts: [ModelMessage.Part]

  /// Whether the model is to be asked again.
  var goesOn: Bool { !completion.calls.isEmpty || completion.ending == .paused && !parts.isEmpty }
}
