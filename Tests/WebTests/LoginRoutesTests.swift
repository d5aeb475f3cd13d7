import Chat
import EventLoop
import Kernel
import Login
import TestSupport
import Testing

@testable import Web

/// Who may come in: every route against everybody who may not.
@Suite(.onLoop) struct LoginRoutesTests {
  static let password = PasswordHash(of: "correct horse")
  static let routes = RefusalTests.routes.filter { $0.path != "/api/health" }

  @Loop private static func house(_ change: (inout LoginConfiguration) -> Void = { _ in }) async throws -> House {
    var login = LoginConfiguration()
    login.users = ["ada": password, "bob": password]
    change(&login)
    return try await House(login: login)
  }

  /// The field that a browser sends which has logged in.
  @Loop private static func cookie(_ house: House, _ name: String) async throws -> String {
    let answer = try await house.post("/api/login", json: #"{"name":"\#(name)","password":"correct horse"}"#)
    let line = try #require(answer["Set-Cookie"])
    return "Cookie: " + line.prefix { $0 != ";" }
  }

  @Test @Loop func nobodyGetsInWithoutALoginOrWithAForgedOrAnOldOne() async throws {
    let house = try await Self.house()
    let old = try await Self.cookie(house, "ada")
    #expect(try await house.get("/api/sessions", old).status == 200)
    #expect(try await house.call("POST", "/api/logout", .json("{}"), [old]).status == 200)
    let before = house.folder.contents
    let keys = [
      [String](), [old], ["\(old.dropLast())0"], ["Cookie: \(house.app.door.cookieName)=ada"],
      ["Authorization: Bearer ada"],
      ["Authorization: Basic YWRhOmNvcnJlY3QgaG9yc2U="], ["Remote-User: ada"],
    ]
    for (path, methods) in Self.routes {
      for method in methods {
        for key in keys {
          let path = path.replacing("{s}", with: RefusalTests.nobody)
          let answer = try await house.call(method, path, .json("{}"), key)
          #expect((answer.status, answer.code) == (401, "login_required"), "\(method) \(path) \(key)")
        }
      }
    }
    #expect(house.folder.contents == before)
  }

  @Test @Loop func whatIsAnothersCannotBeToldFromWhatIsNot() async throws {
    let house = try await Self.house()
    let (ada, bob) = (try await Self.cookie(house, "ada"), try await Self.cookie(house, "bob"))
    let id = try #require(try await house.call("POST", "/api/sessions", .json("{}"), [ada]).json["id"]?.text)
    let chat = #"{"message":"fast hello","session_id":"\#(id)"}"#
    _ = try await house.call("POST", "/api/chat", .json(chat), [ada])
    let history = try #require(try await house.get("/api/sessions/\(id)", ada).json["history"]?.list)
    let message = try #require(history[0]["id"]?.text)
    let form = Body.form([("file", "a.txt", "text")])
    let upload = try #require(try await house.call("POST", "/api/upload", form, [ada]).json["id"]?.text)
    let before = house.folder.contents
    for (path, methods) in Self.routes where path.contains("{") {
      for method in methods where method != "PUT" {
        func ask(_ session: String, _ message: String, _ upload: String) async throws -> (Int, String) {
          let real = path.replacing("{s}", with: session).replacing("{m}", with: message).replacing("{u}", with: upload)
          let body = Body.json(#"{"name":"mine","message_id":"\#(message)"}"#)
          let answer = try await house.call(method, real, body, [bob])
          let text = answer.text.replacing(session, with: "S").replacing(message, with: "M")
          return (answer.status, text.replacing(upload, with: "U"))
        }
        let nobody = (1...3).map { "\(RefusalTests.nobody.dropLast())\($0)" }
        let (others, nobodys) = (try await ask(id, message, upload), try await ask(nobody[0], nobody[1], nobody[2]))
        #expect(others == nobodys, "\(method) \(path)")
        #expect([404, 422].contains(others.0), "\(method) \(path)")
      }
    }
    for body in [chat, #"{"message":"x","attachments":[{"id":"\#(upload)"}]}"#] {
      #expect([404, 422].contains(try await house.call("POST", "/api/chat", .json(body), [bob]).status))
    }
    #expect(try await house.get("/api/sessions", bob).json.list?.isEmpty == true)
    #expect(try await house.get("/api/events?session=\(id)", bob).status == 404)
    #expect(house.folder.contents == before)
  }

  @Test @Loop func theCookieIsForThisHouseAloneAndNoScriptReadsIt() async throws {
    let house = try await Self.house()
    let body = Body.json(#"{"name":"ada","password":"correct horse"}"#)
    let plain = try #require(try await house.call("POST", "/api/login", body)["Set-Cookie"])
    for word in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age="] { #expect(plain.contains(word)) }
    #expect(!plain.contains("Secure"))
    let tls = ["X-Forwarded-Proto: https"]
    #expect(try await house.call("POST", "/api/login", body, tls)["Set-Cookie"]?.contains("; Secure") == true)
    let other = try await Self.house()
    #expect(house.app.door.cookieName != other.app.door.cookieName)
  }

  @Test @Loop func loggingOutEndsTheStreamsOfThatLogin() async throws {
    let house = try await Self.house()
    let (here, there) = (try await Self.cookie(house, "ada"), try await Self.cookie(house, "ada"))
    let (watching, other) = (try await house.watch("/api/events", here), try await house.watch("/api/events", there))
    _ = try await house.call("POST", "/api/logout", .json("{}"), [here])
    try await watching.hearTheEnd()
    #expect(!other.isClosed)
    #expect(try await house.get("/api/me", there).json["name"]?.text == "ada")
    _ = try await house.call("POST", "/api/logout", .json(#"{"everywhere":true}"#), [there])
    try await other.hearTheEnd()
  }

  @Test @Loop func aTokenAndATrustedProxyOpenTheDoor() async throws {
    let (token, hash) = AccessToken.make()
    let house = try await Self.house {
      $0.tokens["ci"] = AccessToken(hash: hash, user: "ada")
      $0.userHeader = "Remote-User"
      $0.trustedProxies = [.v4([127, 0, 0, 1])]
    }
    #expect(try await house.get("/api/me", "Authorization: Bearer \(token)").json["name"]?.text == "ada")
    #expect(try await house.get("/api/me", "Remote-User: carol").json["name"]?.text == "carol")
    #expect(try await house.call("GET", "/api/me", .none, ["Remote-User: a", "Remote-User: b"]).status == 401)
    #expect(try await house.get("/api/me").status == 401)
  }

  @Test @Loop func theFirstUserIsMadeByTheLinkAndIsInAtOnce() async throws {
    let house = try await House()
    let id = try await house.chatted().id
    let key = house.keeper.awaitSetup()
    #expect(try await house.get("/api/sessions").code == "setup_required")
    let wrong = #"{"key":"\#(key)0","name":"ada","password":"correct horse"}"#
    #expect(try await house.post("/api/setup", json: wrong).code == "no_setup")
    let answer = try await house.post("/api/setup", json: wrong.replacing(key + "0", with: key))
    let cookie = "Cookie: " + (try #require(answer["Set-Cookie"])).prefix { $0 != ";" }
    #expect(try await house.get("/api/sessions/\(id)", cookie).status == 200)
    #expect(try await house.get("/api/sessions").code == "login_required")
  }

  @Test @Loop func withoutALoginEverybodyIsTheOwner() async throws {
    let house = try await House()
    let me = try await house.get("/api/me").json
    #expect(me["name"]?.text == "owner" && me["login"] == .bool(false))
  }
}
