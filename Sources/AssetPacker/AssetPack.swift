import COpenSSL
import FoundationEssentials
import Gzip
import HTTP

/// The files of the web app, and the Swift source that carries them.
struct AssetPack {
  private struct Item {
    let path: String
    let mediaType: String
    let hash: String
    let size: Int
    let packed: [UInt8]
  }

  /// These name others by their immutable address, so the build's hash is written into them.
  static let stamped: Set<String> = ["index.html", "sw.js", "manifest.webmanifest", "build.json"]

  private let build: String
  private let items: [Item]

  init(folder: String, paths: [String]) throws {
    let sources = try paths.map { (path: $0, bytes: [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + $0)))) }
    let files = try JoinedApp(sources).files
    let build = Self.hash(files.flatMap { Array($0.path.utf8) + [0] + Self.digest($0.bytes) })
    self.build = build
    items = try files.map { path, bytes in
      let bytes = Self.stamped.contains(path) ? Self.stamp(bytes, build) : bytes
      return Item(
        path: path, mediaType: MediaType(fileName: path).description, hash: Self.hash(bytes), size: bytes.count,
        packed: try Gzip.compress(bytes))
    }
  }

  // A string literal compiles in no time where an array literal takes minutes.
  var swiftSource: String {
    let rows = items.map {
      "    Packed(path: \($0.path.debugDescription), mediaType: \"\($0.mediaType)\", hash: \"\($0.hash)\", "
        + "size: \($0.size), packedSize: \($0.packed.count)),"
    }
    return """
      // Written by AssetPacker; what the binary carries of Assets/.
      extension Asset {
        static let packedBuild = "\(build)"
        static let packedTable: [Packed] = [
      \(rows.joined(separator: "\n"))
        ]
        static let packedBase64: StaticString = "\(Data(items.flatMap(\.packed)).base64EncodedString())"
      }

      """
  }

  private static func stamp(_ bytes: [UInt8], _ build: String) -> [UInt8] {
    Array(String(decoding: bytes, as: UTF8.self).replacing("{{build}}", with: build).utf8)
  }

  /// 64 bits of SHA-256 in hexadecimal.
  private static func hash(_ bytes: [UInt8]) -> String {
    digest(bytes).prefix(8).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  private static func digest(_ bytes: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    _ = SHA256(bytes, bytes.count, &digest)
    return digest
  }
}
