import Testing

@testable import Agent

private func models(_ json: String) -> [ModelList.Model]? { ModelList(Array(json.utf8))?.models }

@Suite("A list of models")
struct ModelListTests {
  @Test(
    "tells the window in any dialect",
    arguments: [
      #"{"data":[{"id":"m","context_length":4096}]}"#, #"{"data":[{"id":"m","max_model_len":4096}]}"#,
      #"{"data":[{"id":"m","context_window":4096}]}"#,
      #"{"data":[{"id":"m","meta":{"n_ctx":4096,"n_ctx_train":131072}}]}"#,
    ])
  func windows(_ json: String) { #expect(models(json)?.first?.windowTokens == 4096) }

  @Test("tells the owner, and skips what has no name")
  func owner() {
    let list = models(
      #"{"object":"list","data":[{"id":"a","owned_by":"library"},{"id":""},{},7,{"id":"b"}]}"#)
    #expect(list?.map(\.id) == ["a", "b"])
    #expect(list?.map(\.owner) == ["library", nil])
  }

  @Test("is recognised as one", arguments: ["", "[]", "{}", #"{"data":{}}"#, "<html>", #"{"data":null}"#])
  func noList(_ json: String) { #expect(models(json) == nil) }
}
