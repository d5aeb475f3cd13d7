import Testing

@testable import HTTP

@Suite("Parameters (RFC 9110 §5.6.6)")
struct ParametersTests {
  private func parse(_ text: String) -> Parameters? { Parameters(text.utf8.span) }

  @Test(
    "are read quoted and bare",
    arguments: [
      ("a; x=1", "1"), ("a;x=1;y=2", "1"), ("a;y=2;X=1", "1"), ("a; x=\"1;2\"", "1;2"), ("a; x=\"\"", ""),
      ("a; x=", ""),
      ("a; x=\"a\\\"b\"", "a\"b"), ("a; x=\"a\\\\\"", "a\\"), ("a; x=\"a\\b\"", "a\\b"),
      ("a; x=\"a\\\"", "a\\"),
      ("a; x=1; x=2", "1"), ("a; y=1", nil), ("a", nil), ("a;;; x=1 ;", "1"), ("a; x=\"1\" ; y=2", "1"),
    ] as [(String, String?)])
  func reads(text: String, expected: String?) throws {
    let parameters = try #require(parse(text))
    #expect(parameters.value == "a" && parameters["x"] == expected)
  }

  @Test(
    "are refused when two readers could differ",
    arguments: ["a; x", "a; =1", "a; x=\"1", "a; x=\"1\"2", "a; x =1", "a; é=1"])
  func refuses(text: String) { #expect(parse(text) == nil) }
}
