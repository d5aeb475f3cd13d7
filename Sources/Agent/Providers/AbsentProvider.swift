/// Stands where a program outside answers: it answers in sessions only, and by itself.
struct AbsentProvider: Provider {
  let label: String

  func stream(_ request: ModelRequest, _ answer: ModelAnswer) async throws -> ModelCompletion {
    throw ProviderFailure(.unusable, "\(label) is a bot: it can be asked in a chat only")
  }
}
