import EventLoop
import FoundationEssentials
import TestSupport
import Testing

@testable import Web

@Suite(.onLoop) struct StaticFolderTests {
  @Loop private static func house(_ folder: TemporaryFolder) async throws -> House {
    var options = WebOptions()
    options.staticFolder = folder.path + "/site"
    return try await House(options)
  }

  @Test @Loop func servesAnotherFrontEndAndItsEditsAtOnce() async throws {
    let folder = try TemporaryFolder()
    try folder.write("<p>one</p>", to: "site/index.html")
    try folder.write("let a = 1", to: "site/js/a.js")
    let house = try await Self.house(folder)
    let page = try await house.get("/")
    #expect((page.status, page.text) == (200, "<p>one</p>"))
    #expect(page["Content-Type"] == "text/html; charset=utf-8")
    #expect(page["Cache-Control"] == "no-cache")
    #expect(page["Content-Security-Policy"]?.isEmpty == false)
    #expect(try await house.get("/js/a.js").text == "let a = 1")
    #expect(try await house.get("/sub/path/js/a.js").text == "let a = 1")
    try folder.write("<p>two</p>", to: "site/index.html")
    #expect(try await house.get("/").text == "<p>two</p>")
    #expect(try await house.get("/sub/").text == "<p>two</p>")
    #expect(try await house.call("HEAD", "/")["Content-Length"] == "10")
    #expect(try await house.get("/api/agents").status == 200)
  }

  @Test(arguments: [
    "/secret", "/link", "/folder/secret", "/.env", "/.git/config", "/js", "/nothing", "/%2e%2e/secret",
    "/a//b", "/app.js",
  ]) @Loop func showsNothingElse(path: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("outside", to: "secret")
    for name in [".env", ".git/x", "js/a.js", "index.html"] { try folder.write("inside", to: "site/" + name) }
    let files = FileManager.default
    try files.createSymbolicLink(
      atPath: folder.path + "/site/link", withDestinationPath: folder.path + "/secret")
    try files.createSymbolicLink(atPath: folder.path + "/site/folder", withDestinationPath: folder.path)
    let answer = try await Self.house(folder).get(path)
    #expect([400, 404].contains(answer.status))
    #expect(!answer.text.contains("side"))
  }

  @Test @Loop func followsLinksThatStayInside() async throws {
    let folder = try TemporaryFolder()
    try folder.write("inside", to: "site/real.txt")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/site/alias.txt", withDestinationPath: "real.txt")
    #expect(try await Self.house(folder).get("/alias.txt").text == "inside")
  }
}
