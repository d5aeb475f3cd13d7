import Testing

@testable import HTTP

@Suite struct WebSocketFrameTests {
  @Test func writesTheShortestLength() {
    #expect(WebSocketFrame.encode(.text, Array("Hello".utf8)) == [0x81, 5] + "Hello".utf8)
    #expect(WebSocketFrame.encode(.binary, [UInt8](repeating: 0, count: 126)).prefix(4) == [0x82, 126, 0, 126])
    #expect(WebSocketFrame.encode(.binary, [UInt8](repeating: 0, count: 65_535)).prefix(4) == [0x82, 126, 255, 255])
    let long = WebSocketFrame.encode(.binary, [UInt8](repeating: 0, count: 65_536))
    #expect(long.prefix(10) == [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0])
    #expect(WebSocketFrame.encode(.text, [], isDeflated: true, isFinal: false) == [0x41, 0])
  }

  @Test func aReasonThatIsTooLongIsCutBetweenCharacters() {
    let close = WebSocketClose(1000, String(repeating: "ä", count: 100))
    #expect(close.reason == String(repeating: "ä", count: 61))
    #expect(close.frame.count == 2 + 2 + 122)
    #expect(WebSocketClose(nil).frame == [0x88, 0])
  }
}
