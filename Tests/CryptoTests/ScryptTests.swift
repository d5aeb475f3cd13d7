import Crypto
import Testing

@Suite struct ScryptTests {
  @Test func isThatOfRFC7914() {
    let cost = Scrypt.Cost(logN: 14, r: 8, p: 1)!
    let key = Scrypt.key(
      password: Array("pleaseletmein".utf8), salt: Array("SodiumChloride".utf8), cost: cost, count: 64)
    #expect(Hex.text(key).hasPrefix("7023bdcb3afd7348461c06cd81fd38eb"))
  }

  @Test(arguments: [(9, 8, 1), (21, 8, 1), (20, 1, 0), (17, 8, 1), (10, 0, 1), (10, 33, 1), (15, 8, 5)])
  func refusesCostsThatAreTooSmallOrTooGreat(logN: Int, r: Int, p: Int) {
    #expect(Scrypt.Cost(logN: logN, r: r, p: p) == nil)
  }
}
