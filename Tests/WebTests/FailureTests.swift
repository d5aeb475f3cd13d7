import Chat
import FoundationEssentials
import HTTP
import HTTPServer
import Testing

@testable import Web

@Suite struct FailureTests {
  private struct Shape: Decodable {
    struct Item: Decodable { let id: String }
    let name: String
    let items: [Item]?
    let flag: Bool?
    let count: Int?
    let nested: [[Int]]?
  }

  @Test(arguments: [
    (#"{"name":7}"#, 422, "name: not a text"), (#"{"name":["x"]}"#, 422, "name: not a text"),
    (#"{"name":null}"#, 422, "name: null instead of a text"), ("{}", 422, "name: missing"),
    (#"{"name":"x","flag":"yes"}"#, 422, "flag: not true or false"),
    (#"{"name":"x","count":"1"}"#, 422, "count: not a number"),
    (#"{"name":"x","items":"y"}"#, 422, "items: not a list"),
    (#"{"name":"x","items":{}}"#, 422, "items: not a list"),
    (#"{"name":"x","items":[7]}"#, 422, "items[0]: not an object"),
    (#"{"name":"x","items":[{"id":"a"},{"id":7}]}"#, 422, "items[1].id: not a text"),
    (#"{"name":"x","items":[{}]}"#, 422, "items[0].id: missing"),
    (#"{"name":"x","nested":[[1],[2,"x"]]}"#, 422, "nested[1][1]: not a number"),
    ("[]", 422, "The body: not an object"), ("7", 422, "The body: not an object"),
    (#""x""#, 422, "The body: not an object"),
    ("{", 400, "The body is not valid JSON."), ("", 400, "The body is not valid JSON."),
    ("{}x", 400, "The body is not valid JSON."),
    (#"{"name":"x""#, 400, "The body is not valid JSON."),
  ]) func saysWhatIsWrongWithJSONAndWhere(json: String, status: Int, words: String) throws {
    let error = #expect(throws: (any Error).self) {
      try JSONDecoder().decode(Shape.self, from: Data(json.utf8))
    }
    let failure = Failure(try #require(error))
    #expect(failure.status == status)
    #expect(failure.message == words)
    #expect(failure.code == (status == 400 ? "bad_json" : "invalid"))
  }

  @Test func aNumberThatDoesNotFitIsTheClientsFault() throws {
    for count in ["1.5", "99999999999999999999", "1e400"] {
      let json = #"{"name":"x","count":\#(count)}"#
      let error = #expect(throws: (any Error).self) {
        try JSONDecoder().decode(Shape.self, from: Data(json.utf8))
      }
      let failure = Failure(try #require(error))
      #expect([400, 422].contains(failure.status), "\(count)")
    }
  }

  @Test(arguments: [
    (ChatError.sessionNotFound("x"), 404), (.messageNotFound("x"), 404), (.uploadNotFound("x"), 404),
    (.turnRunning, 409),
    (.sessionExists("x"), 409), (.emptyMessage, 422), (.unknownAttachment("x"), 422),
    (.unknownMessage("x"), 422), (.unknownAgent("x", among: ["a", "b"]), 422),
    (.invalid("x"), 422), (.tooLarge("x"), 413), (.storage("x"), 503), (.shuttingDown, 503),
  ]) func refusalsOfTheChatHaveTheirStatus(error: ChatError, status: Int) {
    let failure = Failure(error)
    #expect((failure.status, failure.code, failure.message) == (status, error.code, error.message))
  }

  @Test func othersHaveTheirs() {
    #expect(Failure(BodyFailure.timedOut).status == 408)
    #expect(Failure(BodyDecoder.Failure.tooLarge(limitBytes: 7)).status == 413)
    #expect(Failure(BodyDecoder.Failure.tooLarge(limitBytes: 7)).code == "too_large")
    #expect(Failure(RequestTargetFailure.dotSegment).status == 400)
    #expect(Failure(CancellationError()).status == 500)
    #expect(Failure(Failure(418, "teapot", "short")).code == "teapot")
  }
}
