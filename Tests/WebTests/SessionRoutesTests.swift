import Chat
import EventLoop
import TestSupport
import Testing

@testable import Web

@Suite(.onLoop) struct SessionRoutesTests {
  @Test @Loop func aSessionsLife() async throws {
    let house = try await House()
    let made = try await house.post("/api/sessions", json: #"{"name":"First","pinned":true}"#)
    #expect(made.status == 201)
    let id = try #require(made.json["id"]?.text)
    let path = "/api/sessions/\(id)"
    let renamed = try await house.call("PATCH", path, .json(#"{"name":"Second","pinned":false}"#))
    #expect(
      (renamed.status, renamed.json["name"]?.text, renamed.json["pinned"]) == (200, "Second", .bool(false)))
    #expect(try await house.get("/api/sessions").json.list?.map { $0["name"]?.text } == ["Second"])
    let shown = try await house.get(path).json
    #expect(shown["history"]?.list == [])
    #expect(shown["cursor"]?.text?.isEmpty == false)
    #expect(try await house.call("DELETE", path).json == .object(["ok": .bool(true)]))
    #expect(try await house.get(path).status == 404)
    #expect(try await house.get("/api/sessions").json == .array([]))
    #expect(house.folder.contents.keys.allSatisfy { !$0.contains(id) })
  }

  @Test @Loop func anEmptyBodyIsAnEmptyWish() async throws {
    let house = try await House()
    #expect(try await house.call("POST", "/api/sessions").status == 201)
    #expect(try await house.call("POST", "/api/sessions", .json("")).status == 201)
  }

  @Test @Loop func putMakesWhatIsMissing() async throws {
    let house = try await House()
    let path = "/api/sessions/\(RefusalTests.nobody)"
    let history =
      #"{"name":"n","history":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}]}"#
    for _ in 0..<2 {
      #expect(try await house.call("PUT", path, .json(history)).status == 200)
      #expect(try await house.get(path).json["history"]?.list?.map { $0["content"]?.text } == ["q", "a"])
    }
  }

  @Test @Loop func pagesOfHistory() async throws {
    let house = try await House()
    let messages = (0..<5).map { #"{"role":"user","content":"\#($0)"}"# }.joined(separator: ",")
    let made = try await house.post("/api/sessions", json: #"{"history":[\#(messages)]}"#)
    let path = "/api/sessions/\(try #require(made.json["id"]?.text))"
    let last = try #require(try await house.get(path + "?limit=2").json["history"]?.list)
    #expect(last.map { $0["content"]?.text } == ["3", "4"])
    let before = try #require(last[0]["id"]?.text)
    let older = try await house.get(path + "?limit=2&before=\(before)").json["history"]?.list
    #expect(older?.map { $0["content"]?.text } == ["1", "2"])
    #expect(try await house.get(path + "?limit=0").json["history"] == .array([]))
  }

  @Test @Loop func searchFindsWordsInMessages() async throws {
    let house = try await House()
    let session = try await house.chatted("fast tell me of Möwen")
    _ = try await house.chatted("fast nothing else")
    let found = try #require(try await house.get("/api/sessions?q=m%C3%B6wen").json.list)
    #expect(found.map { $0["id"]?.text } == [session.id])
    #expect(found[0]["matches"]?.list?.isEmpty == false)
    #expect(try await house.get("/api/sessions?q=penguin").json == .array([]))
    #expect(try await house.get("/api/sessions?q=").json.list?.count == 2)
  }

  @Test @Loop func whatIsExportedCanBeImported() async throws {
    let house = try await House()
    let session = try await house.chatted()
    let path = "/api/sessions/\(session.id)"
    let old = try await house.get(path).json
    for format in ["md", "json"] {
      let file = try await house.get(path + "/export?format=\(format)")
      #expect(file["Content-Disposition"]?.hasPrefix("attachment") == true)
      let form = Body.form([("file", "x.\(format)", file.text)])
      _ = try await house.call("DELETE", path)
      let back = try await house.call("POST", "/api/import", form)
      #expect(back.status == 201, "\(back.text)")
      let new = try await house.get("/api/sessions/\(try #require(back.json["id"]?.text))").json
      #expect(new["history"] == old["history"])
      #expect(new["name"] == old["name"])
    }
    #expect(try await house.get(path + "/export").text.contains("### human"))
  }

  @Test(arguments: [
    ("x.md", "no session in here"), ("x.json", "{}"), ("x.json", "{"), ("x.bin", "\u{0}\u{1}"),
  ])
  @Loop func whatIsNoSessionIsNotImported(name: String, content: String) async throws {
    let house = try await House()
    let answer = try await house.call("POST", "/api/import", .form([("file", name, content)]))
    #expect((answer.status, answer.code) == (422, "invalid"))
    #expect(try await house.get("/api/sessions").json == .array([]))
  }

  @Test @Loop func anImportMayBeLargerThanAnyUpload() async throws {
    var limits = WebLimits()
    limits.uploadBytes = 1
    let file = String(repeating: "no session ", count: 200_000)
    let answer = try await House(limits: limits).call("POST", "/api/import", .form([("file", "a.md", file)]))
    #expect((answer.status, answer.code) == (422, "invalid"))
  }

  @Test @Loop func onlyOneFileIsImportedAtATime() async throws {
    let answer = try await House().call(
      "POST", "/api/import", .form([("file", "a.md", "x"), ("file", "b.md", "y")]))
    #expect((answer.status, answer.code) == (422, "invalid"))
  }

  @Test @Loop func aForkEndsWithItsMessage() async throws {
    let house = try await House()
    let session = try await house.chatted()
    let fork = try await house.post(
      "/api/sessions/\(session.id)/fork", json: #"{"message_id":"\#(session.user)"}"#)
    #expect(fork.status == 201)
    let id = try #require(fork.json["id"]?.text)
    #expect(id != session.id)
    let history = try await house.get("/api/sessions/\(id)").json["history"]?.list
    #expect(history?.map { $0["content"]?.text } == ["fast hello"])
  }
}
