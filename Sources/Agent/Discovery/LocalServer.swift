/// A model server that people run on their own machine, and where it usually listens.
struct LocalServer: Equatable, Sendable {
  var name: String
  var port: UInt16

  static let known = [
    LocalServer(name: "Ollama", port: 11434),
    LocalServer(name: "llama.cpp", port: 8080),
    LocalServer(name: "LM Studio", port: 1234),
    LocalServer(name: "vLLM", port: 8000),
  ]

  /// What says in `owned_by` who it is, wherever it listens.
  private static let owners = [
    "library": "Ollama", "llamacpp": "llama.cpp", "organization_owner": "LM Studio", "vllm": "vLLM",
  ]

  var baseURL: String { "http://127.0.0.1:\(port)/v1" }

  /// The server's name, by its own word if it gives one.
  func name(_ model: ModelList.Model) -> String { model.owner.flatMap { Self.owners[$0] } ?? name }
}
