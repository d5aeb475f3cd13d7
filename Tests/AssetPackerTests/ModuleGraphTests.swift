import Testing

@testable import AssetPacker

@Suite struct ModuleGraphTests {
  @Test func whatIsNeededAtOnceIsOneFileInOrder() throws {
    let graph = try Self.graph([
      "app.js": "import { b } from './b.js';\nimport { c } from './c.js';",
      "b.js": "import { c } from './c.js';\nexport const b = c;",
      "c.js": "export const c = 1;", "unused.js": "export const d = 1;",
    ])
    #expect(graph.chunks.map(\.modules) == [["c.js", "b.js", "app.js"]])
  }

  @Test func whatIsLoadedLaterIsAFileWithWhatOnlyItNeeds() throws {
    let graph = try Self.graph([
      "app.js": "import { a } from './a.js';\nimport('./late.js')", "a.js": "export const a = 1;",
      "late.js": "import { a } from './a.js';\nimport { own } from './own.js';", "own.js": "export const own = 1;",
    ])
    #expect(graph.chunks.map(\.path) == ["app.js", "late.js"])
    #expect(graph.chunks.map(\.modules) == [["a.js", "app.js"], ["own.js", "late.js"]])
  }

  @Test func whatTwoNeedLaterIsThereOnce() throws {
    let graph = try Self.graph([
      "app.js": "import('./one.js'); import('./two.js')", "one.js": "import { s } from './shared.js';",
      "two.js": "import { s } from './shared.js';", "shared.js": "export const s = {};",
    ])
    #expect(graph.chunks.map(\.modules) == [["app.js"], ["one.js"], ["shared.js"], ["two.js"]])
  }

  @Test func aLaterOneThatIsNeededAtOnceIsThereAtOnce() throws {
    let graph = try Self.graph([
      "app.js": "import { a } from './a.js';\nimport('./a.js')", "a.js": "export const a = 1;",
    ])
    #expect(graph.chunks.map(\.path) == ["app.js"])
  }

  @Test(arguments: [
    ["app.js": "import { a } from './a.js';"],
    ["app.js": "import { a } from './a.js';", "a.js": "export const b = 1;"],
    ["app.js": "import('./a.js')"],
    [
      "app.js": "import { a } from './a.js';", "a.js": "import { b } from './b.js';\nexport const a = 1;",
      "b.js": "import { a } from './a.js';\nexport const b = 1;",
    ],
  ]) func refusesHolesAndCircles(files: [String: String]) {
    #expect(throws: JoinFailure.self) { try Self.graph(files) }
  }

  private static func graph(_ files: [String: String]) throws -> ModuleGraph {
    try ModuleGraph(entry: "app.js", files: files.mapValues { Array($0.utf8) })
  }
}
