import Crypto
import Testing

@Suite struct SecureRandomTests {
  @Test func isNeverTheSame() {
    #expect(SecureRandom.bytes(32).count == 32)
    #expect(SecureRandom.bytes(32) != SecureRandom.bytes(32))
    #expect(SecureRandom.bytes(0).isEmpty)
  }
}
