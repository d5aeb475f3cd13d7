import Chat
import Testing

@testable import Agent

/// The calls that pieces amount to, as `id name arguments`, and the names as they begin.
private func join(_ pieces: [OpenAICallPiece], isCut: Bool = false) throws -> (calls: [String], begun: [String]) {
  var calls = OpenAICalls()
  let begun = try pieces.compactMap { try calls.take($0) }
  return (calls.calls(isCut: isCut).map { "\($0.id) \($0.name) \($0.arguments)" }, begun)
}

private func piece(_ index: Int?, _ id: String, _ name: String, _ arguments: String) -> OpenAICallPiece {
  OpenAICallPiece(index: index, id: id, name: name, arguments: arguments)
}

@Suite("Calls in pieces")
struct OpenAICallsTests {
  @Test("of two calls in turn find their own")
  func interleaved() throws {
    let said = try join([
      piece(0, "a", "x", ""), piece(1, "b", "y", ""), piece(0, "", "", "{"), piece(1, "", "", "{\"n\":1"),
      piece(0, "", "", "}"), piece(1, "", "", "}"),
    ])
    #expect(said.calls == ["a x {}", "b y {\"n\":1}"])
    #expect(said.begun == ["x", "y"])
  }

  @Test("without a number go by their id, and without either to the last call")
  func unnumbered() throws {
    let byID = try join([piece(nil, "a", "x", "{"), piece(nil, "b", "y", "{}"), piece(nil, "a", "", "}")])
    #expect(byID.calls == ["a x {}", "b y {}"])
    let byPlace = try join([piece(nil, "", "x", "{"), piece(nil, "", "", "}"), piece(nil, "", "y", "{}")])
    #expect(byPlace.calls == [" x {}", " y {}"])
    #expect(byPlace.begun == ["x", "y"])
    let same = try join([piece(nil, "", "x", "{}"), piece(nil, "", "x", "{}")])
    #expect(same.calls == [" x {}", " x {}"])
    let lateNumber = try join([piece(nil, "a", "x", "{"), piece(0, "", "", "}")])
    #expect(lateNumber.calls == ["a x {}"])
  }

  @Test("under one number are two calls when the id or the name is new")
  func reusedNumber() throws {
    #expect(try join([piece(0, "a", "x", "{}"), piece(0, "b", "x", "{}")]).calls == ["a x {}", "b x {}"])
    #expect(try join([piece(0, "a", "x", "{"), piece(0, "b", "x", "{}")]).calls == ["a x {", "b x {}"])
    #expect(try join([piece(0, "", "x", ""), piece(0, "", "y", "")]).calls == [" x {}", " y {}"])
    #expect(try join([piece(0, "", "x", "{}"), piece(0, "", "x", "{}")]).calls == [" x {}", " x {}"])
  }

  @Test("are one call when the name is said again, or every piece has an id of its own")
  func repeated() throws {
    let named = try join([
      piece(0, "a", "x", ""), piece(0, "a", "x", "{"), piece(0, "", "x", "}"), piece(0, "", "x", ""),
    ])
    #expect(named.calls == ["a x {}"])
    #expect(named.begun == ["x"])
    #expect(try join([piece(0, "a", "x", "{"), piece(0, "b", "", "}")]).calls == ["a x {}"])
    #expect(try join([piece(nil, "a", "x", "{"), piece(nil, "b", "", "}")]).calls == ["a x {}"])
  }

  @Test("may bring the id and the name late")
  func late() throws {
    let said = try join([piece(0, "", "", ""), piece(0, "a", "", ""), piece(0, "", "x", "{}")])
    #expect(said.calls == ["a x {}"])
    #expect(said.begun == ["x"])
  }

  @Test("without arguments are {}, broken ones stay as they are, and cut ones are left out")
  func arguments() throws {
    #expect(try join([piece(0, "a", "x", " \n")]).calls == ["a x {}"])
    #expect(try join([piece(0, "a", "x", "{\"n\":")]).calls == ["a x {\"n\":"])
    #expect(try join([piece(0, "a", "x", "{\"n\":\"}\\\"}")], isCut: true).calls == [])
    #expect(try join([piece(0, "a", "x", "{\"n\":\"}\\\"\"}")], isCut: true).calls == ["a x {\"n\":\"}\\\"\"}"])
  }

  @Test("are not taken without bound")
  func tooMany() {
    #expect(throws: ProviderFailure.tooManyCalls) {
      try join((0...AgentLimits.callsPerRound).map { piece($0, "", "x", "") })
    }
  }
}
