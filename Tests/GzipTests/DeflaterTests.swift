import Testing

@testable import Gzip

/// And `Inflater`, its other half.
@Suite struct DeflaterTests {
  @Test(arguments: [9, 12, 15])
  func whatIsPackedIsUnpackedInAnyPieces(window: Int) throws {
    let (deflater, inflater) = (try Deflater(window: window), try Inflater())
    for message in ["Hello", "", "Hello", "", "", String(repeating: "Hello, world. ", count: 5000)] {
      var output: [UInt8] = []
      for byte in try deflater.message(Array(message.utf8)) {
        try inflater.inflate([byte], into: &output, limitBytes: 100_000)
      }
      try inflater.inflate([0, 0, 0xff, 0xff], into: &output, limitBytes: 100_000)
      #expect(String(decoding: output, as: UTF8.self) == message)
    }
  }

  @Test func remembersWhatCameBefore() throws {
    let deflater = try Deflater()
    let text = Array("a text that comes twice is shorter the second time".utf8)
    #expect(try deflater.message(text).count > 2 * deflater.message(text).count)
  }

  @Test func theExampleOfTheStandard() throws {
    var output: [UInt8] = []
    // RFC 7692 §7.2.3.1 and §7.2.3.4: a usual block, and one that says it is the last.
    for wire: [UInt8] in [[0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0], [0xf3, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0, 0]] {
      try Inflater().inflate(wire + [0, 0, 0xff, 0xff], into: &output, limitBytes: 100)
    }
    #expect(String(decoding: output, as: UTF8.self) == "HelloHello")
    #expect(try Deflater().message(Array("Hello".utf8)) == [0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0])
  }

  @Test func aBombIsGivenUpEarly() throws {
    let bomb = try Deflater().message([UInt8](repeating: 0, count: 50_000_000))
    var output: [UInt8] = []
    #expect(throws: Inflater.Failure.tooLarge) { try Inflater().inflate(bomb, into: &output, limitBytes: 1000) }
    #expect(output.count < 1000 + 16_385)
    #expect(throws: Inflater.Failure.malformed) {
      try Inflater().inflate([0xff, 0xff], into: &output, limitBytes: 1 << 20)
    }
  }
}
