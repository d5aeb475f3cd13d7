import Chat
import Testing

@testable import Web

@Suite struct SocketPlaceTests {
  @Test(arguments: ["abc-7", "abc-7.1", "abc-0.9"])
  func isReadAsItWasWritten(_ text: String) { #expect(SocketPlace(text).description == text) }

  @Test(arguments: ["", "abc", "abc-7.", "abc-7.x", "abc-7.10", "abc-7.-1", "abc-7.1.1", ".1"])
  func whatIsNoneOfOursIsNowhere(_ text: String) { #expect(SocketPlace(text) == .nowhere) }
}
