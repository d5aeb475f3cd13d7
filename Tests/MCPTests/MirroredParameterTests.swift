import Testing

@testable import MCP

struct MirroredParameterTests {
  private static let schema = json(
    #"""
    {"type":"object","properties":{
      "region":{"type":"string","x-mcp-header":"Region"},
      "deep":{"type":"object","properties":{"n":{"type":"integer","x-mcp-header":"N"}}},
      "dry":{"type":"boolean","x-mcp-header":"Dry"},"query":{"type":"string"}}}
    """#)

  @Test func `finds what may stand in the head`() throws {
    let all = try #require(MirroredParameter.all(in: Self.schema))
    #expect(Set(all.map(\.path)) == [["region"], ["deep", "n"], ["dry"]])
    let values = MirroredParameter.values(
      of: all, in: json(#"{"region":"eu","deep":{"n":-7},"dry":true,"query":"q"}"#))
    #expect(
      Set(values.map { "\($0.field): \($0.value)" }) == [
        "Mcp-Param-Region: eu", "Mcp-Param-N: -7", "Mcp-Param-Dry: true",
      ])
  }

  @Test func `leaves out what has no value`() throws {
    let all = try #require(MirroredParameter.all(in: Self.schema))
    #expect(MirroredParameter.values(of: all, in: json(#"{"region":null,"deep":7}"#)).isEmpty)
  }

  @Test(arguments: [
    #"{"properties":{"a":{"type":"number","x-mcp-header":"A"}}}"#,
    #"{"properties":{"a":{"type":"string","x-mcp-header":""}}}"#,
    #"{"properties":{"a":{"type":"string","x-mcp-header":"A B"}}}"#,
    #"{"properties":{"a":{"type":"string","x-mcp-header":"A\r\nX"}}}"#,
    #"{"properties":{"a":{"type":"string","x-mcp-header":7}}}"#,
    #"{"properties":{"a":{"type":"string","x-mcp-header":"A"},"b":{"type":"string","x-mcp-header":"a"}}}"#,
    #"{"properties":{"a":{"items":{"type":"string","x-mcp-header":"A"}}}}"#,
    #"{"properties":{"a":{"anyOf":[{"type":"string","x-mcp-header":"A"}]}}}"#,
    #"{"$defs":{"a":{"properties":{"b":{"type":"string","x-mcp-header":"A"}}}}}"#,
    #"{"type":"string","x-mcp-header":"A"}"#,
  ])
  func `refuses a schema that breaks the rules`(schema: String) {
    #expect(MirroredParameter.all(in: json(schema)) == nil)
  }

  @Test func `takes data for data`() {
    #expect(MirroredParameter.all(in: json(#"{"properties":{"a":{"default":{"x-mcp-header":"A"}}}}"#)) == [])
  }

  @Test(arguments: [
    ("us-west1", "us-west1"), ("Hello, 世界", "=?base64?SGVsbG8sIOS4lueVjA==?="), (" padded ", "=?base64?IHBhZGRlZCA=?="),
    ("line1\nline2", "=?base64?bGluZTEKbGluZTI=?="), ("=?base64?literal?=", "=?base64?PT9iYXNlNjQ/bGl0ZXJhbD89?="),
    ("", ""),
  ])
  func `encodes what no head can carry`(value: String, expected: String) {
    #expect(MirroredParameter.encode(value) == expected)
  }
}
