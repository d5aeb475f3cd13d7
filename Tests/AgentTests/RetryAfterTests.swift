import HTTP
import Testing

@testable import Agent

private func delay(_ name: FieldName, _ value: String) -> Duration? {
  var fields = Fields()
  fields.append(name, value)
  return RetryAfter.delay(fields)
}

@Suite("Retry-After, RFC 9110 §10.2.3")
struct RetryAfterTests {
  @Test("is in seconds, or in milliseconds by another name")
  func seconds() {
    #expect(delay(.retryAfter, "7") == .seconds(7))
    #expect(delay(.retryAfter, "0.5") == .milliseconds(500))
    #expect(delay("retry-after-ms", "250") == .milliseconds(250))
  }

  @Test(
    "is nothing where it is no number to wait for",
    arguments: ["", "-1", "nan", "inf", "1e300", "Wed, 21 Oct 2026 07:28:00 GMT", "soon"])
  func nonsense(_ value: String) {
    #expect(delay(.retryAfter, value) == nil)
    #expect(delay("retry-after-ms", value) == nil)
  }

  @Test("need not be there") func absent() { #expect(RetryAfter.delay(Fields()) == nil) }
}
