import Chat
import EventLoop
import TestSupport
import Testing

@testable import Web

@Suite(.onLoop) struct UploadRoutesTests {
  private static let digits = "0123456789"

  @Test @Loop func aFileComesBackAsItWentIn() async throws {
    let house = try await House()
    let answer = try await house.call("POST", "/api/upload", .form([("file", "dir/née.txt", Self.digits)]))
    #expect(answer.status == 201)
    let upload = answer.json
    #expect(upload["name"]?.text == "née.txt")
    #expect(upload["size"]?.integer == 10)
    let url = try #require(upload["url"]?.text)
    let back = try await house.get("/" + url)
    #expect((back.status, back.text) == (200, Self.digits))
    #expect(back["Content-Disposition"]?.hasPrefix("inline") == true)
    #expect(back["Content-Security-Policy"]?.contains("sandbox") == true)
    #expect(back["X-Content-Type-Options"] == "nosniff")
    let head = try await house.call("HEAD", "/" + url)
    #expect((head.status, head["Content-Length"], head.text) == (200, "10", ""))
  }

  @Test @Loop func severalFilesAnswerAsAList() async throws {
    let house = try await House()
    let form = Body.form([
      ("file", "a.txt", "one"), ("note", "b.txt", "not a file of ours"), ("file", "c.txt", "three"),
    ])
    let answer = try await house.call("POST", "/api/upload", form)
    #expect(answer.json.list?.map { $0["name"]?.text } == ["a.txt", "c.txt"])
  }

  @Test(arguments: [
    ("bytes=0-3", 206, "0123", "bytes 0-3/10"), ("bytes=8-", 206, "89", "bytes 8-9/10"),
    ("bytes=-2", 206, "89", "bytes 8-9/10"),
    ("bytes=5-5", 206, "5", "bytes 5-5/10"), ("bytes=5-99", 206, "56789", "bytes 5-9/10"),
    ("bytes=10-", 416, "The file has 10 bytes.", "bytes */10"), ("bytes=5-3", 200, digits, ""),
    ("lines=1-2", 200, digits, ""),
  ]) @Loop func aPartCanBeAskedFor(range: String, status: Int, content: String, field: String) async throws {
    let house = try await House()
    let upload = try await house.call("POST", "/api/upload", .form([("file", "a.txt", Self.digits)])).json
    let answer = try await house.get("/" + (try #require(upload["url"]?.text)), "Range: \(range)")
    #expect(answer.status == status)
    #expect(answer["Content-Range"] ?? "" == field)
    #expect(status == 416 ? answer.message == content : answer.text == content)
  }

  @Test(arguments: ["x.html", "x.svg", "x.js", "x.xml", "x.png", "x"]) @Loop func nothingUploadedCanRun(
    name: String
  ) async throws {
    let house = try await House()
    let page = "<!doctype html><svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    let upload = try await house.call("POST", "/api/upload", .form([("file", name, page)])).json
    let answer = try await house.get("/" + (try #require(upload["url"]?.text)))
    #expect(answer.text == page)
    let type = try #require(answer["Content-Type"])
    #expect(type.hasPrefix("text/plain") || type == "application/octet-stream")
    #expect(answer["Content-Security-Policy"]?.contains("sandbox") == true)
    #expect(answer["X-Content-Type-Options"] == "nosniff")
  }

  @Test @Loop func tooLargeAFileLeavesNothingOfItsForm() async throws {
    var limits = WebLimits()
    limits.uploadBytes = 1000
    let house = try await House(limits: limits)
    let before = house.folder.contents
    let large = String(repeating: "x", count: 1001)
    for form in [
      [("file", "l", large)], [("file", "s", "small"), ("file", "l", large), ("file", "n", "never")],
    ] {
      let answer = try await house.call("POST", "/api/upload", .form(form))
      #expect((answer.status, answer.code) == (413, "too_large"))
      #expect(house.folder.contents == before)
    }
    let fine = String(repeating: "x", count: 1000)
    #expect(try await house.call("POST", "/api/upload", .form([("file", "f", fine)])).status == 201)
  }

  @Test @Loop func tooManyFilesLeaveNothing() async throws {
    var limits = WebLimits()
    limits.filesAnUpload = 2
    let house = try await House(limits: limits)
    let before = house.folder.contents
    let answer = try await house.call("POST", "/api/upload", .form((0..<3).map { ("file", "\($0)", "x") }))
    #expect(answer.status == 413)
    #expect(house.folder.contents == before)
  }

  @Test @Loop func anUploadThatBreaksOffLeavesNothing() async throws {
    let house = try await House()
    let before = house.folder.contents
    var caller: WireClient? = try WireClient(house.address)
    let text = Body.form([
      ("file", "whole", "whole"), ("file", "half", String(repeating: "x", count: 100_000)),
    ]).text
    try await caller?.say(
      "POST /api/upload HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=\(Body.boundary)\r\n"
        + "Content-Length: \(text.utf8.count)\r\n\r\n" + text.prefix(50_000))
    try await until("half of it is there") { house.folder.contents.count > before.count }
    caller = nil
    try await until("it is gone") { house.folder.contents == before && caller == nil }
  }

  @Test @Loop func aFileOfNoBytesIsAFile() async throws {
    let house = try await House()
    let upload = try await house.call("POST", "/api/upload", .form([("file", "empty.txt", "")])).json
    #expect(upload["size"]?.integer == 0)
    let answer = try await house.get("/" + (try #require(upload["url"]?.text)))
    #expect((answer.status, answer.text) == (200, ""))
  }
}
