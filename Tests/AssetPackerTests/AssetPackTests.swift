import FoundationEssentials
import Gzip
import Testing

@testable import AssetPacker

@Suite struct AssetPackTests {
  @Test func stampsTheBuildWhereAddressesAreWritten() throws {
    let files = ["index.html": "v/{{build}}/a.txt {{build}}", "sw.js": "{{build}}", "a.txt": "{{build}}"]
    let source = try Self.pack(files)
    let build = try #require(Self.build(source))
    #expect(build.count == 16)
    #expect(
      try Self.contents(source) == [
        "a.txt": "{{build}}", "index.html": "v/\(build)/a.txt \(build)", "sw.js": build,
      ])
  }

  @Test func theBuildFollowsContentsAndNamesAndNothingElse() throws {
    let build = Self.build(try Self.pack(["a.js": "1", "b.js": "2"]))
    #expect(Self.build(try Self.pack(["a.js": "1", "b.js": "2"])) == build)
    for others in [
      ["a.js": "1", "b.js": "3"], ["a.js": "2", "b.js": "1"], ["a.js": "1", "c.js": "2"], ["a.js": "1"],
    ] {
      #expect(Self.build(try Self.pack(others)) != build, "\(others)")
    }
  }

  @Test func theSameFilesMakeTheSameSource() throws {
    let files = ["a.js": "1", "index.html": "{{build}}"]
    #expect(try Self.pack(files) == Self.pack(files))
  }

  @Test func knowsTheTypesOfFiles() throws {
    let source = try Self.pack(["a.css": "x", "b.webmanifest": "{}", "c.unknown": "?"])
    for type in ["text/css; charset=utf-8", "application/manifest+json", "application/octet-stream"] {
      #expect(source.contains(type), "\(type)")
    }
  }

  @Test func aNameCannotBreakOutOfItsText() throws {
    let source = try Self.pack(["a\"b\\c.js": "x"])
    #expect(source.contains(#"path: "a\"b\\c.js","#))
  }

  @Test func aFileThatIsNotThereIsAnError() {
    #expect(throws: (any Error).self) { try AssetPack(folder: "/tmp", paths: ["martlet-has-no-such-file"]) }
  }

  private static func pack(_ files: [String: String]) throws -> String {
    let folder = "/tmp/martlet-pack-\(UInt64.random(in: 0...UInt64.max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, text) in files { try Data(text.utf8).write(to: URL(filePath: folder + "/" + name)) }
    return try AssetPack(folder: folder, paths: files.keys.sorted()).swiftSource
  }

  private static func build(_ source: String) -> String? {
    source.firstMatch(of: /packedBuild = "([0-9a-f]+)"/).map { String($0.1) }
  }

  /// What the source carries, read as the app would read it.
  private static func contents(_ source: String) throws -> [String: String] {
    let base64 = try #require(source.firstMatch(of: /packedBase64: StaticString = "([^"]*)"/)).1
    var packed = [UInt8](try #require(Data(base64Encoded: String(base64))))[...]
    var contents: [String: String] = [:]
    for row in source.matches(of: /path: "([^"]+)".*size: (\d+), packedSize: (\d+)/) {
      let (size, packedSize) = (try #require(Int(row.2)), try #require(Int(row.3)))
      contents[String(row.1)] = String(
        decoding: try Gzip.inflate(Array(packed.prefix(packedSize)), size: size), as: UTF8.self)
      packed = packed.dropFirst(packedSize)
    }
    #expect(packed.isEmpty)
    return contents
  }
}
