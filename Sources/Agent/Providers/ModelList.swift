internal import Chat

/// What `GET {base_url}/models` answers, in the dialects that tell more than the name.
struct ModelList: Equatable {
  struct Model: Equatable {
    /// What a request names it by.
    var id: String
    /// OpenRouter: `context_length`, vLLM: `max_model_len`, Groq: `context_window`, llama.cpp: `meta.n_ctx`,
    /// Anthropic: `max_input_tokens`.
    var windowTokens: Int?
    var owner: String?
  }

  var models: [Model]

  /// nil for what is no list of models.
  init?(_ body: [UInt8]) {
    guard let value = JSONValue(json: body), case .array(let list)? = value["data"] else { return nil }
    models = list.compactMap(Model.init)
  }
}

extension ModelList.Model {
  init?(_ value: JSONValue) {
    guard let id = value["id"]?.text, !id.isEmpty else { return nil }
    self.id = id
    owner = value["owned_by"]?.text
    windowTokens =
      ["context_length", "max_model_len", "context_window", "max_input_tokens"].lazy
      .compactMap { value[$0]?.integer }.first ?? value["meta"]?["n_ctx"]?.integer
  }
}
