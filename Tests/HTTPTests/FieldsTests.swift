import Testing

@testable import HTTP

@Suite("Fields")
struct FieldsTests {
  @Test("are found whatever the case of their names")
  func finds() {
    let fields: Fields = ["X-One": "1", "x-ONE": "2", .host: "a"]
    #expect(
      fields["x-one"] == "1" && fields.all("X-one") == ["1", "2"] && fields["X-On"] == nil
        && fields.count == 3)
    #expect(fields.has(.host, "A") && !fields.has(.host, "ab") && fields.has("HOST") && !fields.has(.cookie))
  }

  @Test("are replaced and removed")
  func changes() {
    var fields: Fields = ["A": "1", "B": "2", "a": "3"]
    fields.set("A", "4")
    #expect(fields.map(\.name.description) == ["B", "A"] && fields["a"] == "4")
    fields.remove("b")
    var wire: [UInt8] = []
    fields.encode(into: &wire)
    #expect(String(decoding: wire, as: UTF8.self) == "A: 4\r\n")
  }

  @Test("are joined, all lines of both in order")
  func joins() {
    let sum: Fields = ["A": "1", "B": "2"] + ["b": "3", "A": "1"]
    #expect(sum.map { "\($0.name)\($0.value)" } == ["A1", "B2", "b3", "A1"])
  }

  @Test(
    "find tokens in lists over several lines",
    arguments: [
      ("a", true), ("B", true), ("c", true), ("d", false), ("\"x, c2\"", true), ("c2", false), ("", false),
    ])
  func lists(token: String, expected: Bool) {
    #expect(Fields(dictionaryLiteral: ("L", "a , b"), ("l", "\"x, c2\",C")).lists("L", token) == expected)
  }

  @Test("carry no line of their own making", arguments: ["a\r\nb: c", "a\nb", "a\rb", "a\0b", "a\u{7f}b"])
  func injection(value: String) {
    var wire: [UInt8] = []
    Fields(dictionaryLiteral: ("X", value)).encode(into: &wire)
    #expect(wire.dropLast(2).allSatisfy { $0 >= 0x20 && $0 != 0x7f } && Array(wire.suffix(2)) == [13, 10])
  }

  @Test(
    "take names from outside only if they are tokens",
    arguments: [
      ("X-A", true), ("", false), ("a b", false), ("a:", false), ("a\r\n", false), ("é", false),
    ])
  func names(name: String, isValid: Bool) { #expect((FieldName(name) != nil) == isValid) }

  @Test("know every token character")
  func tokens() {
    let allowed = Set("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    for byte in UInt8.min...UInt8.max { #expect(byte.isToken == allowed.contains(byte), "\(byte)") }
  }
}
