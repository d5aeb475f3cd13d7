import Login
import Testing

@Suite struct PasswordHashTests {
  @Test func knowsItsPasswordAndNoOther() throws {
    let hash = PasswordHash(of: "correct horse")
    #expect(hash.matches("correct horse"))
    #expect(!hash.matches("correct horsf"))
    #expect(!hash.matches(""))
    #expect(try #require(PasswordHash("\(hash)")) == hash)
  }

  @Test func isSaltedAnew() {
    #expect(PasswordHash(of: "a") != PasswordHash(of: "a"))
  }

  @Test(arguments: [
    "", "secret", "scrypt$15$8$1$c2FsdHNhbHQ=", "scrypt$30$8$1$c2FsdHNhbHQ=$a2V5a2V5a2V5a2V5a2V5a2V5",
    "bcrypt$15$8$1$c2FsdHNhbHQ=$a2V5a2V5a2V5a2V5a2V5a2V5", "scrypt$15$8$1$!$a2V5a2V5a2V5a2V5a2V5a2V5",
    "scrypt$15$8$1$c2FsdHNhbHQ=$a2V5", "scrypt$15$8$1$$a2V5a2V5a2V5a2V5a2V5a2V5",
  ])
  func refusesWhatIsNoHash(text: String) { #expect(PasswordHash(text) == nil) }
}
