import Crypto
import Testing

@Suite struct HexTests {
  @Test func goesThereAndBack() {
    #expect(Hex.bytes(Hex.text([0, 15, 16, 255])) == [0, 15, 16, 255])
    for wrong in ["0", "0g", "AA", " 00", "é"] { #expect(Hex.bytes(wrong) == nil) }
  }
}
