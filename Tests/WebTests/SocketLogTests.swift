import Chat
import EventLoop
import HTTP
import HTTPServer
import TestSupport
import Testing

@testable import Web

@Suite(.onLoop) struct SocketLogTests {
  @Test @Loop func twoWhoListenGetTheVerySameBytes() async throws {
    let house = try await House()
    let id = try await house.chatted().id
    let session = try await house.sessions.session(id, for: .owner)
    let log = SocketLog(session, showing: ChannelOptions())
    #expect(Self.all(log, from: session.log.head) == Self.all(log, from: session.log.head))
    #expect(Self.all(log, from: session.log.head).contains("reasoning_complete"))
  }

  @Test @Loop func oneGoesOnFromEveryPlaceThatWasGiven() async throws {
    let house = try await House()
    let id = try await house.chatted("think").id
    let session = try await house.sessions.session(id, for: .owner)
    let log = SocketLog(session, showing: ChannelOptions())
    let whole = Self.all(log, from: session.log.head)
    let places = whole.split(separator: "\"cursor\":\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
    #expect(places.count > 5 && Set(places).count == places.count)
    for place in places {
      var here = SocketPlace(place)
      var rest = ""
      while case .frames(let bytes) = log.next(&here, packed: false) { rest += String(decoding: bytes, as: UTF8.self) }
      #expect(whole.hasSuffix(rest) && (rest.isEmpty == (place == places.last)))
      #expect(whole.dropLast(rest.count).contains("\"\(place)\""))
    }
  }

  @Test @Loop func whoStandsNowhereIsToldTheLastAnswer() async throws {
    let house = try await House()
    let id = try await house.chatted("fast hello").id
    let session = try await house.sessions.session(id, for: .owner)
    var place = SocketPlace.nowhere
    guard case .frames(let bytes) = SocketLog(session, showing: ChannelOptions()).next(&place, packed: false) else {
      return #expect(Bool(false))
    }
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains(#"{"type":"reset","cursor":"reset-0"}"#) && text.contains("final_answer"))
    #expect(place == SocketPlace(session.log.tail))
  }

  @Test @Loop func aResetTellsTheNewestAnswerWhoeverWasToldBefore() async throws {
    let house = try await House()
    let id = try await house.chatted("fast one").id
    let session = try await house.sessions.session(id, for: .owner)
    let log = SocketLog(session, showing: ChannelOptions())
    let (first, again) = (Self.reset(log), Self.reset(log))
    #expect(first == again && first.contains("fast one"))
    _ = try await house.post("/api/chat", json: #"{"message":"fast two","session_id":"\#(id)"}"#)
    #expect(Self.reset(log).contains("fast two"))
  }

  @Loop private static func reset(_ log: SocketLog) -> String {
    var place = SocketPlace.nowhere
    guard case .frames(let bytes) = log.next(&place, packed: false) else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Loop private static func all(_ log: SocketLog, from cursor: Cursor) -> String {
    var (place, text) = (SocketPlace(cursor), "")
    while case .frames(let bytes) = log.next(&place, packed: false) { text += String(decoding: bytes, as: UTF8.self) }
    return text
  }
}
