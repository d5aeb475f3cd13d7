import EventLoop
import Gzip
import TestSupport
import Testing

@testable import Web

/// What grows with the user's years, and is asked for again whenever a line was cut.
@Suite(.onLoop) struct ReplyLargeTests {
  private let list = "/api/sessions"

  private func house(sessions: Int) async throws -> House {
    let house = try await House()
    for number in 0..<sessions {
      #expect(try await house.post(list, json: #"{"name":"Chat \#(number)"}"#).status == 201)
    }
    return house
  }

  @Test @Loop func aLongListIsGzippedForWhoTakesThat() async throws {
    let house = try await house(sessions: 20)
    let plain = try await house.get(list)
    #expect(plain["Content-Encoding"] == nil && plain["Vary"] == "Accept-Encoding")
    let packed = try await house.get(list, "Accept-Encoding: gzip")
    #expect(packed["Content-Encoding"] == "gzip" && packed["Content-Type"] == "application/json")
    #expect(packed.body.count * 3 < plain.body.count)
    #expect(try Gzip.inflate(packed.body, size: plain.body.count) == plain.body)
  }

  @Test @Loop func aShortAnswerIsSentAsItIs() async throws {
    let house = try await house(sessions: 1)
    let answer = try await house.get(list, "Accept-Encoding: gzip")
    #expect(answer["Content-Encoding"] == nil && answer.json.list?.count == 1)
  }

  @Test @Loop func whoHasTheListIsToldSoUntilItChanges() async throws {
    let house = try await house(sessions: 20)
    let tag = try #require(try await house.get(list)["ETag"])
    for accept in ["gzip", "identity"] {
      let unchanged = try await house.get(list, "If-None-Match: \(tag)", "Accept-Encoding: \(accept)")
      #expect(unchanged.status == 304 && unchanged.body.isEmpty && unchanged["ETag"] == tag)
    }
    #expect(try await house.post(list, json: #"{"name":"One more"}"#).status == 201)
    let changed = try await house.get(list, "If-None-Match: \(tag)")
    #expect(changed.status == 200 && changed.json.list?.count == 21 && changed["ETag"] != tag)
  }
}
