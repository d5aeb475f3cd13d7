import Testing

@testable import Chat

@Suite struct CursorTests {
  @Test func `a cursor reads as it is written`() {
    let cursor = Cursor(epoch: "k3x9", sequence: 42)
    #expect(cursor.description == "k3x9-42")
    #expect(Cursor("k3x9-42") == cursor)
  }

  @Test(arguments: [
    "", "-", "a", "a-", "-1", "A-1", "a--1", "a-1-2", "a-+1", "a- 1", "a-1 ", "a-99999999999999999999",
    "a-9223372036854775807",
    "a\n-1", "ü-1",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-1",
  ])
  func `what is no cursor is refused`(text: String) { #expect(Cursor(text) == nil) }
}
