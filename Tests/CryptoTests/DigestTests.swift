import Crypto
import Testing

@Suite struct DigestTests {
  @Test func isSHA256() {
    let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(Hex.text(Digest.sha256(Array("abc".utf8))) == expected)
  }

  @Test func isHMACOfRFC4231Case2() {
    let tag = Digest.hmac(key: Array("Jefe".utf8), Array("what do ya want for nothing?".utf8))
    #expect(Hex.text(tag) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }

  @Test func comparesWholeValues() {
    #expect(Digest.areEqual([1, 2], [1, 2]))
    #expect(!Digest.areEqual([1, 2], [1, 3]))
    #expect(!Digest.areEqual([1, 2], [1, 2, 3]))
    #expect(Digest.areEqual([], []))
  }
}
