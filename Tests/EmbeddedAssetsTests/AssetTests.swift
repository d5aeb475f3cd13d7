import FoundationEssentials
import Gzip
import Kernel
import Testing

@testable import EmbeddedAssets

@Suite struct AssetTests {
  /// The repository's Assets folder.
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Assets").path

  /// Scripts and styles are joined by the packer, and the page and what else names a build is stamped with it.
  private static func isCarriedAsItIs(_ path: String) -> Bool {
    !path.hasSuffix(".js") && !path.hasSuffix(".css")
      && !["index.html", "manifest.webmanifest", "build.json"].contains(path)
  }

  @Test func theBinaryCarriesFilesAsTheyAre() throws {
    for asset in Asset.all where Self.isCarriedAsItIs(asset.path) {
      let carried = try Gzip.inflate(asset.packed.array(), size: asset.size)
      let file = try Data(contentsOf: URL(filePath: Self.folder + "/" + asset.path))
      #expect(carried == [UInt8](file), "\(asset.path)")
    }
  }

  @Test func noFileIsLeftOut() throws {
    let names = try FileManager.default.subpathsOfDirectory(atPath: Self.folder).filter { name in
      var isFolder = false
      _ = FileManager.default.fileExists(atPath: Self.folder + "/" + name, isDirectory: &isFolder)
      return !isFolder && !name.split(separator: "/").contains { $0.hasPrefix(".") }
    }
    let carried = Set(Asset.all.map(\.path))
    #expect(carried.filter(Self.isCarriedAsItIs) == Set(names.filter(Self.isCarriedAsItIs)))
    #expect(carried.isSuperset(of: ["index.html", "manifest.webmanifest", "build.json", "app.js", "app.css", "sw.js"]))
  }

  @Test func noBuildIsLeftOpen() throws {
    for asset in Asset.all where asset.mediaType.hasPrefix("text/") || asset.path.hasSuffix(".webmanifest") {
      let text = String(decoding: try Gzip.inflate(asset.packed.array(), size: asset.size), as: UTF8.self)
      #expect(!text.contains("{{build}}"), "\(asset.path)")
    }
  }

  @Test func differentContentsHaveDifferentHashes() {
    let contents = Dictionary(grouping: Asset.all, by: \.hash)
    for (hash, assets) in contents {
      #expect(hash.count == 16)
      #expect(Set(assets.map { $0.packed.array() }).count == 1, "\(assets.map(\.path))")
    }
  }
}
