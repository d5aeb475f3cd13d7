import Testing

@testable import Tools

@Suite struct CharsetTests {
  @Test func `reads what each of them writes`() {
    #expect(Charset.utf8.decode([0xC3, 0xA9]) == "é")
    #expect(Charset.western.decode([0x80, 0xE9, 0x93]) == "€é“")
    #expect(Charset.utf16Little.decode([0xE9, 0x00, 0x3D, 0xD8, 0x00, 0xDE]) == "é😀")
    #expect(Charset.utf16Big.decode([0x00, 0xE9, 0xD8]) == "é")
  }

  @Test func `knows its names and its marks`() {
    #expect(Charset(label: "ISO-8859-1") == .western)
    #expect(Charset(label: "Utf-8") == .utf8)
    #expect(Charset(label: "shift_jis") == nil)
    #expect(Charset.marked([0xFF, 0xFE, 0])?.charset == .utf16Little)
    #expect(Charset.marked([0xEF, 0xBB, 0xBF])?.markBytes == 3)
    #expect(Charset.marked([0x61]) == nil)
  }

  @Test func `damage is repaired wherever it is cut`() {
    let bytes = Array("aé€😀".utf8)
    for end in bytes.indices {
      for charset in [Charset.utf8, .utf16Big, .utf16Little, .western] { _ = charset.decode(Array(bytes[..<end])) }
    }
  }
}
