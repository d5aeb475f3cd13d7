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
    let shortage = Shortage(in: house)
    let new = try await house.client(saying: get("/new"))
    try await until("it has tried again") { shortage.tries >= 2 }
    #expect(shortage.tries < 10)
    #expect(house.log.all.count == 1)
    try await old.say(get("/during"))
    try await old.hear("/during")
    shortage.isOver = true
    try await new.hear("/new")
    #expect(house.log.all.count == 1)
  }

  @Test @Loop func takesUpAcceptingAsSoonAsAConnectionCloses() async throws {
    let house = try TestServer()
    let old = try await house.client(saying: get("/before"))
    try await old.hear("/before")
    let shortage = Shortage(in: house)
    let new = try await house.client(saying: get("/new"))
    try await until("it is short") { house.log.all.count == 1 }
    shortage.isOver = true
    old.finish()
    try await new.hear("/new")
  }
}

/// From now on there is no descriptor for another connection.
@Loop private final class Shortage {
  var isOver = false
  private(set) var tries = 0

  init(in house: TestServer) {
    for listener in house.server.listeners {
      listener.accept = { [self] socket throws(SystemError) in
        tries += 1
        if !isOver { throw SystemError("accept4", code: 24) }
        return try socket.accept()
      }
    }
  }
}
