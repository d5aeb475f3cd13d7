import Gzip
import Testing

@Suite struct GzipTests {
  @Test(arguments: [0, 1, 2, 1000, 65_536, 200_000]) func givesBackWhatItTook(size: Int) throws {
    var generator = SystemRandomNumberGenerator()
    let random = (0..<size).map { _ in UInt8.random(in: 0...255, using: &generator) }
    for bytes in [random, [UInt8](repeating: 65, count: size)] {
      let packed = try Gzip.compress(bytes)
      #expect(packed.starts(with: [0x1f, 0x8b]))
      #expect(try Gzip.inflate(packed, size: size) == bytes)
    }
  }

  @Test func packsTheSameBytesTheSameWay() throws {
    let bytes = Array("A martlet has no feet, so it never lands. ".utf8)
    #expect(try Gzip.compress(bytes) == Gzip.compress(bytes))
    #expect(try Gzip.compress([UInt8](repeating: 65, count: 100_000)).count < 500)
  }

  @Test func moreThanWasSaidIsRefused() throws {
    let packed = try Gzip.compress([UInt8](repeating: 65, count: 100_000))
    #expect(throws: Gzip.Failure.self) { try Gzip.inflate(packed, size: 99_999) }
  }

  @Test func whatIsCutOffIsRefusedWhereverItIsCut() throws {
    let bytes = Array("A martlet has no feet, so it never lands.".utf8)
    let packed = try Gzip.compress(bytes)
    for end in packed.indices {
      #expect(throws: Gzip.Failure.self, "cut at \(end)") {
        try Gzip.inflate(Array(packed[..<end]), size: bytes.count)
      }
    }
  }

  @Test func aWrongByteIsRefused() throws {
    let bytes = Array("A martlet has no feet, so it never lands.".utf8)
    let packed = try Gzip.compress(bytes)
    // The head's time, flags and system say nothing about the content.
    for index in packed.indices where !(3...9).contains(index) {
      var broken = packed
      broken[index] ^= 0xff
      #expect(throws: Gzip.Failure.self, "byte \(index)") { try Gzip.inflate(broken, size: bytes.count) }
    }
  }
}
