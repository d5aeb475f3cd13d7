import Testing

@testable import AssetPacker

@Suite struct ModuleReaderTests {
  @Test func readsImports() throws {
    let module = try Self.read(
      "import { a, b as c } from '../models/x.js';\nimport {\n  d,\n} from './y.js';\nuse(a);\n")
    #expect(
      module.imports == [
        Module.Import(path: "models/x.js", names: [("a", "a"), ("b", "c")]),
        Module.Import(path: "views/y.js", names: [("d", "d")]),
      ])
    #expect(module.body == [.code("use(a);\n")])
  }

  @Test(arguments: [
    ("export const a = 1;", "const a = 1;"), ("export function a() {}", "function a() {}"),
    ("export async function a() {}", "async function a() {}"), ("export class a {}", "class a {}"),
    ("const a = 1;\nexport { a };", "const a = 1;\n"),
  ]) func readsExports(script: String, body: String) throws {
    let module = try Self.read(script)
    #expect(module.exports.map(\.name) == ["a"])
    #expect(module.body.map(Self.text).joined().drop { $0 == " " } == body)
  }

  @Test func renamesExports() throws {
    let module = try Self.read("export { a as b };")
    #expect(module.exports.map { "\($0.name)=\($0.local)" } == ["b=a"])
  }

  @Test func findsWhatIsLoadedLater() throws {
    let module = try Self.read("const load = () => import('./diff.js').then(show);")
    #expect(module.body == [.code("const load = () => "), .later(path: "views/diff.js"), .code(".then(show);")])
  }

  @Test func leavesCommentsAndIndentsOutAndLineEndsIn() throws {
    let script =
      "/**\n * import { x } from './x.js'\n */\nconst a = 1 // one\n  const b = '// no' /* two */ + `\n  /* kept */`\n"
    let module = try Self.read(script)
    #expect(module.body.map(Self.text).joined() == "const a = 1\nconst b = '// no' + `\n  /* kept */`\n")
    #expect(module.imports.isEmpty)
  }

  @Test func namesLikeKeywordsAreNoImports() throws {
    let script = "a.import(b); const c = { import: 1, export: 2 }; import.meta.url;"
    #expect(try Self.read(script).body.map(Self.text).joined() == script)
  }

  @Test(arguments: [
    "import x from './x.js';", "import * as x from './x.js';", "import './x.js';", "import { x } from 'x';",
    "import { x } from '../../x.js';", "import { x } from './x.js'", "import { 'x' as y } from './x.js';",
    "import(`./${x}.js`)", "import(x)", "export default 1;", "export let a = 1;", "export * from './x.js';",
    "export const { a } = b;", "export { a } from './x.js';", "export { a b };", "import", "export", "import {",
  ]) func refusesWhatItDoesNotUnderstand(script: String) {
    #expect(throws: JoinFailure.self) { try Self.read(script) }
  }

  private static func read(_ script: String) throws -> Module {
    try ModuleReader.read("views/tested.js", Array(script.utf8))
  }

  private static func text(_ piece: Module.Piece) -> String {
    if case .code(let text) = piece { text } else { "" }
  }
}
