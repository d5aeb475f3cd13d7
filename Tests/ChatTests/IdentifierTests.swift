import Testing

@testable import Chat

@Suite struct IdentifierTests {
  @Test func `made ids are valid and differ`() {
    let ids = Set((0..<100).map { _ in Identifier.random() })
    #expect(ids.count == 100)
    #expect(ids.allSatisfy { Identifier.isValid($0) })
  }

  @Test(arguments: [
    "", "../../etc/passwd", "3F2504E0-4F89-41D3-9A0C-0305E82C3301", "3f2504e0-4f89-41d3-9a0c-0305e82c330",
    "3f2504e0-4f89-41d3-9a0c-0305e82c33011", "3f2504e04f8941d39a0c0305e82c3301",
    "3f2504e0/4f89-41d3-9a0c-0305e82c3301",
    "3f2504e0-4f89-41d3-9a0c-0305e82c330\u{0}", "gf2504e0-4f89-41d3-9a0c-0305e82c3301",
  ])
  func `what is no lower-case UUID is refused`(text: String) { #expect(!Identifier.isValid(text)) }

  @Test func `the same words make the same id, others another`() {
    #expect(Identifier.derived(from: "a", "b") == Identifier.derived(from: "a", "b"))
    #expect(Identifier.derived(from: "a", "b") != Identifier.derived(from: "ab"))
    #expect(Identifier.isValid(Identifier.derived(from: "")))
  }
}
