import EventLoop
import Kernel
import TestSupport
import Testing

@testable import HTTPServer

@Suite(.onLoop) struct ListenerTests {
  @Test @Loop func withoutDescriptorsItServesThoseItHasAndSaysSoOnce() async throws {
    let house = try TestServer()
    let old = try await house.client(saying: get("/before"))
    try await old.hear("/before")
    var (tries, isShort) = (0, true)
    for listener in house.server.listeners {
      listener.accept = { socket throws(SystemError) in
        tries += 1
        if isShort { throw SystemError("accept4", code: 24) }
        return try socket.accept()
      }
    }
    let new = try await house.client(saying: get("/new"))
    try await until("it has tried again") { tries >= 2 }
    #expect(tries < 10)
    #expect(house.log.all.count == 1)
    try await old.say(get("/during"))
    try await old.hear("/during")
    isShort = false
    try await new.hear("/new")
    #expect(house.log.all.count == 1)
  }

  @Test @Loop func takesUpAcceptingAsSoonAsAConnectionCloses() async throws {
    let house = try TestServer()
    let old = try await house.client(saying: get("/before"))
    try await old.hear("/before")
    var isShort = true
    for listener in house.server.listeners {
      listener.accept = { socket throws(SystemError) in
        if isShort { throw SystemError("accept4", code: 24) }
        return try socket.accept()
      }
    }
    let new = try await house.client(saying: get("/new"))
    try await until("it is short") { house.log.all.count == 1 }
    isShort = false
    old.finish()
    try await new.hear("/new")
  }
}
