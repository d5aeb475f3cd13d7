import HTTP
import Testing

@Suite("Cookie, RFC 6265 §5.4") struct CookiesTests {
  @Test(arguments: [
    ("a=1", "1"), ("b=2; a=1", "1"), ("b=2;a=1", "1"), ("a=", ""), ("a=x=y", "x=y"), ("aa=2; a=1; a=3", "1"),
  ])
  func findsItByName(line: String, value: String) {
    #expect(([.cookie: line] as Fields).cookie("a") == value)
  }

  @Test(arguments: ["", "a", "aa=1", "b=a=1", "; ;"]) func findsNothing(line: String) {
    #expect(([.cookie: line] as Fields).cookie("a") == nil)
  }
}
