import Testing

@testable import AssetPacker

@Suite struct StyleJoinerTests {
  @Test func joinsInOrderWithoutCommentsAndIndents() throws {
    let style = try Self.join([
      "a {\n  /* why */ color: red;\n\n}\n", "b { background: url(data:image/png;base64,AA) }",
    ])
    #expect(style == "a {\ncolor: red;\n}\nb { background: url(data:image/png;base64,AA) }\n")
  }

  @Test(arguments: ["@import 'x.css';", "a { background: url(x.png) }", "/* open", "@charset \"utf-8\";"])
  func refusesWhatWouldMeanSomethingElseElsewhere(sheet: String) {
    #expect(throws: JoinFailure.self) { try Self.join([sheet]) }
  }

  private static func join(_ sheets: [String]) throws -> String {
    try StyleJoiner.join(sheets.map { ("styles/x.css", Array($0.utf8)) })
  }
}
