import Gzip
import Testing

@testable import HTTP

/// RFC 6455 §5 to §8, table by table, in every cut size.
@Suite struct WebSocketReaderTests {
  typealias M = WebSocketMessage

  @Test func readsWhatMayBeSaid() {
    expect([client(1, "Hello")], [.text(Array("Hello".utf8))])
    expect([client(2, [0, 255, 128])], [.binary([0, 255, 128])])
    expect([client(1, "")], [.text([])])
    expect([client(9, "there?"), client(10, "yes")], [.ping(Array("there?".utf8)), .pong(Array("yes".utf8))])
    expect([client(8, [3, 232] + "bye".utf8)], [.close(WebSocketClose(1000, "bye"))])
    expect([client(8, "")], [.close(WebSocketClose(nil))])
  }

  @Test func readsEveryFormOfLength() {
    for count in [0, 1, 125, 126, 127, 128, 65_535, 65_536] {
      let payload = [UInt8](repeating: 7, count: count)
      expect([client(2, payload)], [.binary(payload)], sizes: [1024])
    }
  }

  @Test func joinsFragmentsAndLetsControlFramesBetweenThem() {
    let parts = [client(1, "He", isFinal: false), client(9, "!"), client(0, "l", isFinal: false), client(0, "lo")]
    expect(parts, [.ping([33]), .text(Array("Hello".utf8))])
    // A character may be cut between two frames.
    expect([client(1, [0xc3], isFinal: false), client(0, [0xa4])], [.text([0xc3, 0xa4])])
  }

  @Test func readsNothingBehindAClose() {
    expect([client(8, ""), client(1, "more"), [255, 255]], [.close(WebSocketClose(nil))])
  }

  @Test(arguments: [
    [0x81, 0x05], [0x81, 0x00],  // not masked
    [0x83], [0x87], [0x8b], [0x8f],  // reserved opcodes
    [0xc1], [0xa1], [0x91], [0xc9],  // reserved bits
    [0x09], [0x08], [0x0a],  // fragments of control frames
    [0x89, 0xfe], [0x88, 0xff],  // too long for a control frame
    [0x81, 0xfe, 0, 125], [0x81, 0xff, 0, 0, 0, 0, 0, 0, 255, 255],  // a length in more bytes than it needs
    [0x81, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0],  // a length below nothing
  ])
  func refusesWhatBreaksTheProtocolAtItsFirstWrongByte(_ wire: [UInt8]) {
    #expect(closeCode(wire) == 1002)
    #expect(closeCode(Array(wire.dropLast())) == nil)
  }

  @Test func refusesFramesInTheWrongOrder() {
    #expect(closeCode(client(0, "x")) == 1002)
    #expect(closeCode(client(1, "x", isFinal: false) + client(1, "y")) == 1002)
    #expect(closeCode(client(1, "x") + client(0, "y")) == 1002)
  }

  @Test func refusesClosesThatMeanNothing() {
    for code in [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535] {
      #expect(closeCode(client(8, [UInt8(code >> 8), UInt8(code & 255)])) == 1002, "\(code)")
    }
    for code in [1000, 1001, 1002, 1003, 1007, 1011, 1014, 3000, 3999, 4000, 4999] {
      #expect(closeCode(client(8, [UInt8(code >> 8), UInt8(code & 255)])) == nil, "\(code)")
    }
    #expect(closeCode(client(8, [3])) == 1002)
    #expect(closeCode(client(8, [3, 232, 0xff])) == 1007)
  }

  @Test func refusesATextThatIsNotUTF8BeforeItsEnd() {
    let whole = client(1, [0xce, 0xba, 0xed, 0xa0, 0x80, 0x65])
    #expect(closeCode(whole) == 1007)
    #expect(closeCode(Array(whole.dropLast(2))) == 1007, "the bytes that follow need not come")
    #expect(closeCode(client(1, [0xce])) == 1007, "half a character at the end")
    #expect(closeCode(client(2, [0xce])) == nil)
  }

  @Test func refusesTooMuchAsSoonAsItIsDeclared() {
    #expect(closeCode(Array(client(2, [UInt8](repeating: 0, count: 101)).prefix(6)), limit: 100) == 1009)
    #expect(closeCode(client(2, [UInt8](repeating: 0, count: 100)), limit: 100) == nil)
    let half = [UInt8](repeating: 0, count: 60)
    let halves = client(2, half, isFinal: false) + client(0, half)
    #expect(closeCode(halves, limit: 100) == 1009)
  }

  @Test func unpacksWhatIsMarkedAsPacked() throws {
    let (hello, plain) = (Array("Hello Hello Hello".utf8), Array("plain".utf8))
    let packed = try Deflater().message(hello)
    expect([client(1, packed, isDeflated: true), client(1, plain)], [.text(hello), .text(plain)], inflates: true)
    let (first, rest) = (Array(packed.prefix(3)), Array(packed.dropFirst(3)))
    expect(
      [client(1, first, isFinal: false, isDeflated: true), client(9, ""), client(0, rest)],
      [.ping([]), .text(hello)], inflates: true)
    let twice = client(1, first, isFinal: false, isDeflated: true) + client(0, rest, isDeflated: true)
    #expect(closeCode(twice, inflates: true) == 1002)
    #expect(closeCode(client(9, "", isDeflated: true), inflates: true) == 1002)
    #expect(closeCode(client(1, [0xff, 0xff, 0xff], isDeflated: true), inflates: true) == 1007)
    #expect(closeCode(client(1, try Deflater().message([0xff]), isDeflated: true), inflates: true) == 1007)
  }

  @Test func aBombIsGivenUpAtItsLimit() throws {
    let bomb = try Deflater().message([UInt8](repeating: 65, count: 10_000_000))
    #expect(bomb.count < 20_000)
    #expect(closeCode(client(1, bomb, isDeflated: true), limit: 1_000_000, inflates: true) == 1009)
  }

  @Test func knowsWhetherAMessageIsUnderWay() throws {
    var reader = WebSocketReader(limitBytes: 100)
    #expect(!reader.isAmidMessage)
    for byte in client(1, "x", isFinal: false) {
      _ = try read(&reader, [byte])
      #expect(reader.isAmidMessage)
    }
    _ = try read(&reader, client(0, "y"))
    #expect(!reader.isAmidMessage)
  }

  private func expect(_ frames: [[UInt8]], _ wanted: [M], sizes: [Int] = cutSizes, inflates: Bool = false) {
    for size in sizes {
      var reader = WebSocketReader(limitBytes: 1 << 20, inflater: inflates ? PlainInflater() : nil)
      let messages = try? cut(frames.flatMap { $0 }, size).flatMap { try read(&reader, Array($0)) }
      #expect(messages == wanted, "in pieces of \(size)")
    }
  }

  /// Nil if nothing is refused; the same in every cut.
  private func closeCode(_ wire: [UInt8], limit: Int = 1 << 20, inflates: Bool = false) -> UInt16? {
    let codes = [1, 7, Int.max].map { (size: Int) -> UInt16? in
      var reader = WebSocketReader(limitBytes: limit, inflater: inflates ? PlainInflater() : nil)
      do throws(WebSocketFailure) {
        for piece in cut(wire, size) { _ = try read(&reader, Array(piece)) }
      } catch { return error.closeCode }
      return nil
    }
    #expect(Set(codes).count == 1)
    return codes[0]
  }

  private func read(_ reader: inout WebSocketReader, _ bytes: [UInt8]) throws(WebSocketFailure) -> [M] {
    var (at, messages) = (0, [M]())
    while let message = try reader.next(bytes.span, &at) { messages.append(message) }
    #expect(at == bytes.count)
    return messages
  }
}

/// A client's frame.
func client(_ opcode: UInt8, _ payload: [UInt8], isFinal: Bool = true, isDeflated: Bool = false) -> [UInt8] {
  let key: [UInt8] = [0x37, 0xfa, 0x21, 0x3d]
  let plain = WebSocketFrame.encode(
    WebSocketOpcode(rawValue: opcode)!, payload, isDeflated: isDeflated, isFinal: isFinal)
  var head = Array(plain.dropLast(payload.count))
  head[1] |= 0x80
  return head + key + payload.enumerated().map { $1 ^ key[$0 & 3] }
}

func client(_ opcode: UInt8, _ text: String, isFinal: Bool = true, isDeflated: Bool = false) -> [UInt8] {
  client(opcode, Array(text.utf8), isFinal: isFinal, isDeflated: isDeflated)
}

/// One window for all messages.
final class PlainInflater: WebSocketInflater {
  private let inflater = try! Inflater()

  func inflate(_ piece: [UInt8], into output: inout [UInt8], limitBytes: Int) throws(WebSocketFailure) {
    do throws(Inflater.Failure) { try inflater.inflate(piece, into: &output, limitBytes: limitBytes) } catch {
      throw error == .tooLarge ? .tooLarge(limitBytes: limitBytes) : .badPayload("")
    }
  }

  func endMessage(into output: inout [UInt8], limitBytes: Int) throws(WebSocketFailure) {
    try inflate([0, 0, 0xff, 0xff], into: &output, limitBytes: limitBytes)
  }
}
