import Testing

@testable import AssetPacker

@Suite struct ModuleJoinerTests {
  @Test func aModuleBecomesAFunctionAndTheEntryStaysAsItIs() throws {
    #expect(
      try Self.join([
        "app.js": "import { a as b } from './models/a-b.js';\nb();",
        "models/a-b.js": "const c = 1;\nexport { c as a };",
      ]) == [
        "app.js": """
        const $models_a_b = (() => {
        const c = 1;
        return { a: c };
        })();
        const { a: b } = $models_a_b;
        b();

        """
      ])
  }

  @Test func filesGiveEachOtherWhatTheyShare() throws {
    let files = try Self.join([
      "app.js": "import { a } from './a.js';\na(() => import('./views/late.js'));", "a.js": "export const a = 1;",
      "views/late.js": "import { a } from '../a.js';\nexport const late = a;",
    ])
    #expect(files["app.js"]?.contains("export { $a };\n") == true)
    #expect(files["app.js"]?.contains("a(() => import('./views/late.js'));") == true)
    #expect(
      files["views/late.js"] == """
        import { $a } from '../app.js';
        const $views_late = (() => {
        const { a } = $a;
        const late = a;
        return { late };
        })();
        export const { late } = $views_late;

        """)
  }

  @Test func whatIsThereAlreadyIsNotLoadedAgain() throws {
    let files = try Self.join([
      "app.js": "import { a } from './a.js';\nimport('./views/late.js');", "a.js": "export const a = 1;",
      "views/late.js": "import('../a.js').then(f);",
    ])
    #expect(files["views/late.js"]?.contains("Promise.resolve($a).then(f);") == true)
    #expect(files["views/late.js"]?.hasPrefix("import { $a } from '../app.js';\n") == true)
  }

  private static func join(_ files: [String: String]) throws -> [String: String] {
    let graph = try ModuleGraph(entry: "app.js", files: files.mapValues { Array($0.utf8) })
    return Dictionary(uniqueKeysWithValues: try ModuleJoiner(graph: graph).files().map { ($0.path, $0.text) })
  }
}
