import EmbeddedAssets
import EventLoop
import Gzip
import Kernel
import TestSupport
import Testing

@testable import Web

@Suite(.onLoop) struct AssetRoutesTests {
  private static func asset(_ path: String) throws -> Asset {
    try #require(Asset.all.first { $0.path == path })
  }

  @Test @Loop func theRootIsTheApp() async throws {
    let house = try await House()
    let page = try await house.get("/")
    let index = try Self.asset("index.html")
    #expect(page.status == 200)
    #expect(page.body == (try Gzip.inflate(index.packed.array(), size: index.size)))
    #expect(page["Content-Type"] == "text/html; charset=utf-8")
    #expect(page["Cache-Control"] == "no-cache")
    #expect(page["Vary"] == "Accept-Encoding")
    #expect(page["Content-Security-Policy"]?.contains("trusted-types martlet") == true)
    #expect(try await house.get("/index.html").body == page.body)
  }

  @Test @Loop func whoTakesGzipGetsItAsItLiesThere() async throws {
    let house = try await House()
    for accept in ["gzip", "gzip, deflate, br", "*", "br;q=1, gzip;q=0.1"] {
      let answer = try await house.get("/app.js", "Accept-Encoding: \(accept)")
      #expect(answer["Content-Encoding"] == "gzip", "\(accept)")
      #expect(answer.body == (try Self.asset("app.js").packed.array()))
    }
    for accept in ["", "identity", "gzip;q=0", "br", "*;q=0"] {
      let answer = try await house.get("/app.js", "Accept-Encoding: \(accept)")
      #expect(answer["Content-Encoding"] == nil, "\(accept)")
      #expect(answer.body.count == (try Self.asset("app.js").size))
    }
  }

  @Test @Loop func packedAndPlainHaveTagsOfTheirOwn() async throws {
    let house = try await House()
    let packed = try #require(try await house.get("/app.js", "Accept-Encoding: gzip")["ETag"])
    let plain = try #require(try await house.get("/app.js")["ETag"])
    #expect(packed != plain)
    for tag in [packed, plain, "W/\(packed)", "\"other\", \(packed)", "*"] {
      let answer = try await house.get("/app.js", "If-None-Match: \(tag)")
      #expect(answer.status == 304, "\(tag)")
      #expect(answer.body.isEmpty)
      #expect(answer["ETag"] != nil)
      #expect(answer["Cache-Control"] == "no-cache")
    }
    for tag in ["\"other\"", packed.replacing("\"", with: ""), "\"\"", ""] {
      #expect(try await house.get("/app.js", "If-None-Match: \(tag)").status == 200, "\(tag)")
    }
  }

  @Test @Loop func headTellsWhatGetWouldSend() async throws {
    let house = try await House()
    for accept in ["gzip", "identity"] {
      let fields = ["Accept-Encoding: \(accept)"]
      let get = try await house.call("GET", "/app.js", .none, fields)
      let head = try await house.call("HEAD", "/app.js", .none, fields)
      #expect(head.body.isEmpty)
      #expect(head["Content-Length"] == "\(get.body.count)")
      #expect(head["ETag"] == get["ETag"])
    }
  }

  @Test @Loop func whatIsNamedByItsBuildIsImmutable() async throws {
    let house = try await House()
    let answer = try await house.get("/v/\(Asset.build)/app.js")
    #expect(answer["Cache-Control"] == "public, max-age=31536000, immutable")
    #expect(try await house.get("/v/0000000000000000/app.js").status == 404)
    #expect(try await house.get("/chat/v/0000000000000000/app.js").status == 404)
    for path in ["/sw.js", "/manifest.webmanifest", "/index.html", "/"] {
      #expect(try await house.get(path)["Cache-Control"] == "no-cache", "\(path)")
    }
  }

  @Test @Loop func allAssetsAreThereWithTheirTypes() async throws {
    let house = try await House()
    for asset in Asset.all {
      let answer = try await house.get("/" + asset.path)
      #expect((answer.status, answer.body.count) == (200, asset.size), "\(asset.path)")
      #expect(answer["Content-Type"] == asset.mediaType)
      #expect(answer["X-Content-Type-Options"] == "nosniff")
    }
  }

  @Test @Loop func worksUnderAnySubPath() async throws {
    let house = try await House()
    let plain = try await house.get("/app.js").body
    #expect(try await house.get("/chat/app.js").body == plain)
    #expect(try await house.get("/deep/er/v/\(Asset.build)/app.js").body == plain)
    #expect(try await house.get("/chat/").body == (try await house.get("/").body))
    #expect(try await house.get("/chat/api/agents").status == 200)
  }

  @Test(arguments: [
    ("GET", "/nothing.js", 404), ("GET", "/APP.js", 404), ("HEAD", "/nothing.js", 404),
    ("POST", "/", 405), ("PUT", "/app.js", 405), ("DELETE", "/nothing", 405), ("OPTIONS", "/", 405),
    ("BREW", "/", 405),
    ("GET", "/../app.js", 400), ("GET", "/%2e%2e/app.js", 400), ("GET", "/a%2fb", 400), ("GET", "/%00", 400),
    ("GET", "/%", 400),
    ("GET", "/%ff", 400), ("GET", "/a\\b", 400),
  ]) @Loop func refuses(method: String, path: String, status: Int) async throws {
    let answer = try await House().call(method, path)
    #expect(answer.status == status)
    #expect(method == "HEAD" || answer.message?.isEmpty == false)
    if status == 405 { #expect(answer["Allow"] == "GET, HEAD") }
  }
}
