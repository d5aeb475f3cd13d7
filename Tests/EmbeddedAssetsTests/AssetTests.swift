import FoundationEssentials
import Gzip
import Kernel
import Testing

@testable import EmbeddedAssets

@Suite struct AssetTests {
  /// The repository's Assets folder.
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Assets").path

  @Test func theBinaryCarriesEveryFileAsItIs() throws {
    for asset in Asset.all {
      let carried = String(decoding: try Gzip.inflate(asset.packed.array(), size: asset.size), as: UTF8.self)
      let file = String(
        decoding: try Data(contentsOf: URL(filePath: Self.folder + "/" + asset.path)), as: UTF8.self)
      let isStamped = ["index.html", "sw.js", "manifest.webmanifest"].contains(asset.path)
      #expect(carried == (isStamped ? file.replacing("{{build}}", with: Asset.build) : file), "\(asset.path)")
    }
  }

  @Test func noFileIsLeftOut() throws {
    let names = try FileManager.default.subpathsOfDirectory(atPath: Self.folder).filter { name in
      var isFolder = false
      _ = FileManager.default.fileExists(atPath: Self.folder + "/" + name, isDirectory: &isFolder)
      return !isFolder && !name.split(separator: "/").contains { $0.hasPrefix(".") }
    }
    #expect(Set(Asset.all.map(\.path)) == Set(names))
  }

  @Test func differentContentsHaveDifferentHashes() {
    let contents = Dictionary(grouping: Asset.all, by: \.hash)
    for (hash, assets) in contents {
      #expect(hash.count == 16)
      #expect(Set(assets.map { $0.packed.array() }).count == 1, "\(assets.map(\.path))")
    }
  }
}
