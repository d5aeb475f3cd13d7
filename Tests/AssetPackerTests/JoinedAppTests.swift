import FoundationEssentials
import Testing

@testable import AssetPacker

@Suite struct JoinedAppTests {
  private static let page = """
    <link rel="icon" href="v/{{build}}/icon.svg">
    <link rel="stylesheet" href="v/{{build}}/styles/b.css">
    <link rel="stylesheet" href="v/{{build}}/styles/a.css">
    <link rel="modulepreload" href="v/{{build}}/views/x.js">
    <link href="v/{{build}}/views/gone.js" data-later>
    <script type="module" src="v/{{build}}/app.js"></script>
    """

  @Test func thePageNamesWhatIsThere() throws {
    let files = try Self.join([
      "index.html": Self.page, "styles/a.css": "a", "styles/b.css": "b", "app.js": "import('./views/x.js');",
      "views/x.js": "x();", "sw.js": "// worker\nrun();", "icon.svg": "<svg/>",
    ])
    #expect(files.keys.sorted() == ["app.css", "app.js", "icon.svg", "index.html", "sw.js", "views/x.js"])
    #expect(files["app.css"] == "b\na\n")
    #expect(files["sw.js"] == "run();")
    #expect(
      files["index.html"] == """
        <link rel="icon" href="v/{{build}}/icon.svg">
        <link rel="stylesheet" href="v/{{build}}/app.css">
        <script type="module" src="v/{{build}}/app.js"></script>
        <link href="v/{{build}}/views/x.js" data-later>
        """)
  }

  @Test(arguments: [
    ["index.html": "", "app.js": "", "styles/a.css": "a"],
    ["index.html": page, "app.js": ""],
    ["index.html": "", "app.js": "", "sw.js": "export const a = 1;"],
  ]) func refusesWhatDoesNotFit(files: [String: String]) {
    #expect(throws: JoinFailure.self) { try Self.join(files) }
  }

  @Test func ourAppIsJoinedAndNothingOfItIsLeftOut() throws {
    let folder =
      URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path + "/Assets"
    let scripts = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".js") }
    let files = try scripts.map { ($0, [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + $0)))) }
    let graph = try ModuleGraph(entry: "app.js", files: Dictionary(uniqueKeysWithValues: files))
    let apart = ["sw.js", "models/types.js"]
    #expect(Set(scripts).subtracting(apart) == Set(graph.modules.keys), "a module that nobody imports")
    #expect(try ModuleJoiner(graph: graph).files().first?.text.contains("import { ") == false)
  }

  private static func join(_ files: [String: String]) throws -> [String: String] {
    let joined = try JoinedApp(files.sorted { $0.key < $1.key }.map { ($0.key, Array($0.value.utf8)) })
    return Dictionary(uniqueKeysWithValues: joined.files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
  }
}
