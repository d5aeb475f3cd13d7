import Testing

@testable import Tools

@Suite struct TextEditTests {
  @Test func `replaces the one place`() throws {
    #expect(try edit("b", "x", in: "a b c") == "a x c")
    #expect(try edit("b ", "", in: "a b c") == "a c")
    #expect(try edit("é", "è", in: "café") == "cafè")
  }

  @Test func `replaces every place if asked to`() throws {
    #expect(try edit("a", "bb", in: "a.a.a", everywhere: true) == "bb.bb.bb")
    #expect(try edit("aa", "a", in: "aaaaa", everywhere: true) == "aaa")
  }

  @Test func `says at which lines there are several`() {
    #expect(
      failure("x", in: "x\ny\nx\n") == "\"old_text\" stands in f 2 times (lines 1, 3): take in more lines around "
        + "the one that is meant, or set replace_all")
  }

  @Test func `line breaks stay of the kind that the file has`() throws {
    #expect(try edit("a\nb", "c\nd\ne", in: "a\r\nb\r\n") == "c\r\nd\r\ne\r\n")
    #expect(try edit("a\r\nb", "c", in: "a\r\nb\r\n") == "c\r\n")
    #expect(try edit("a\nb", "c", in: "a\nb\n") == "c\n")
  }

  @Test func `refuses what is no text in UTF-8`() throws {
    let edit = try TextEdit(old: "a", new: "b", isEverywhere: false)
    #expect(throws: ToolFailure.self) { try edit.applied(to: [0x61, 0xFF], named: "f") }
    #expect(throws: ToolFailure.self) { try edit.applied(to: [0x61, 0x00], named: "f") }
  }

  @Test func `refuses edits that say nothing`() {
    #expect(throws: ToolFailure.self) { try TextEdit(old: "", new: "b", isEverywhere: false) }
    #expect(throws: ToolFailure.self) { try TextEdit(old: "a", new: "a", isEverywhere: false) }
  }

  @Test func `does not grow a text beyond the limit`() throws {
    let edit = try TextEdit(old: "a", new: String(repeating: "b", count: 100_000), isEverywhere: true)
    let text = [UInt8](repeating: 0x61, count: 100_000)
    #expect(throws: ToolFailure.self) { try edit.applied(to: text, named: "f") }
  }

  private func edit(_ old: String, _ new: String, in text: String, everywhere: Bool = false) throws -> String {
    let edit = try TextEdit(old: old, new: new, isEverywhere: everywhere)
    return String(decoding: try edit.applied(to: Array(text.utf8), named: "f"), as: UTF8.self)
  }

  private func failure(_ old: String, in text: String) -> String {
    do {
      _ = try edit(old, "new", in: text)
      return "it did not fail"
    } catch { return "\(error)" }
  }
}
