import Testing

@testable import AssetPacker

@Suite struct ScriptScannerTests {
  @Test(arguments: [
    "a / b / c", "x = /[/'\"`]+/g.test(y)", "return /\\/'/;", "`a ${b ? `c ${d}` : '}'} e`", "'it\\'s' + \"\\\"\"",
    "f(/* ) */ 1) // end '", "const größe = 1.5e3;", "`\\`${a.replace(/}`/g, '')}`", "a\n/b/c",
  ]) func tokensJoinedAreTheScript(script: String) throws {
    #expect(try ScriptScanner.tokens(of: Array(script.utf8)).map(\.text).joined() == script)
  }

  @Test(arguments: [
    ("a / b", [Token.Kind.mark]), ("(/b/)", [.pattern]), ("return /b/g", [.pattern]), ("a[0] / b", [.mark]),
    ("x => /[/]/u", [.pattern]), ("(a) / 2", [.mark]), ("'/' / 2", [.mark]), ("// x", [.comment]),
    ("/* x */", [.comment]),
  ]) func tellsPatternsFromDivisions(script: String, kinds: [Token.Kind]) throws {
    let slashes = try ScriptScanner.tokens(of: Array(script.utf8)).filter { $0.text.hasPrefix("/") }
    #expect(slashes.map(\.kind) == kinds)
  }

  @Test func aTemplateIsOneTokenWhateverItHolds() throws {
    let tokens = try ScriptScanner.tokens(of: Array("`${ {a: '`'} } /* */ // `;".utf8))
    #expect(tokens.map(\.kind) == [.template, .mark])
  }

  @Test(arguments: [
    "'open", "\"a\nb\"", "`open", "`${open`", "/* open", "x = /open\n/", "{", "}", "`${import('./x.js')}`", "'\\",
  ]) func refusesWhatDoesNotEnd(script: String) {
    #expect(throws: ScanFailure.self) { try ScriptScanner.tokens(of: Array(script.utf8)) }
  }
}
