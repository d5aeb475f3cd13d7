import Kernel
import Testing

@Suite struct SocketAddressTests {
  @Test(arguments: [
    ("127.0.0.1", "127.0.0.1:80", true), ("10.1.2.3", "10.1.2.3:80", false), ("::1", "[::1]:80", true),
    ("[::1]", "[::1]:80", true), ("::ffff:127.0.0.9", "[::ffff:127.0.0.9]:80", true),
    ("fe80::1", "[fe80::1]:80", false),
  ])
  func readsAndWritesLiterals(literal: String, text: String, isLoopback: Bool) throws {
    let address = try #require(SocketAddress(literal: literal, port: 80))
    #expect(address.description == text)
    #expect(address.isLoopback == isLoopback)
  }

  @Test(arguments: ["", "localhost", "127.0.0.1.", "256.0.0.1", "1.2.3", "::g", "0x7f.0.0.1"])
  func refusesWhatIsNoLiteral(text: String) {
    #expect(SocketAddress(literal: text, port: 80) == nil)
  }
}
