import Testing

@testable import MCP

struct CallNewsTests {
  @Test(arguments: [
    (#"{"progress":3,"total":10}"#, "3/10"), (#"{"progress":0.5}"#, "0.5"), (#"{"progress":3.0}"#, "3"),
    (#"{"progress":3,"total":10,"message":"Half\nway"}"#, "Half way (3/10)"), (#"{"progress":3,"message":"on"}"#, "on"),
    ("{}", ""), (#"{"progress":"x"}"#, ""),
  ])
  func `tells how far a call is`(params: String, line: String) {
    #expect(CallNews.progress(json(params)) == line)
  }

  @Test(arguments: [
    (#"{"level":"info","logger":"db","data":"read"}"#, "[info db] read"),
    (#"{"level":"error","data":{"a":1}}"#, #"[error] {"a":1}"#), ("{}", ""),
  ])
  func `tells what the server logs`(params: String, line: String) {
    #expect(CallNews.log(json(params)) == line)
  }
}
