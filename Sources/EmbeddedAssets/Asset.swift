internal import FoundationEssentials
public import Kernel

/// One file of the web app, as the binary carries it.
public struct Asset: Sendable {
  /// Relative to the app's root: `styles/base.css`.
  public let path: String
  public let mediaType: String
  /// 64 bits of SHA-256 over the content, in hexadecimal.
  public let hash: String
  /// Bytes before compression.
  public let size: Int
  /// The gzipped bytes.
  public let packed: Bytes

  /// The content hash over all assets: the version of the app that nobody has to bump.
  public static let build = packedBuild

  /// Unpacked from base64 once, at the first use (< 1 ms for 400 KB).
  public static let all: [Asset] = {
    let bytes = packedBase64.withUTF8Buffer { unsafe [UInt8](Data(base64Encoded: Data($0)) ?? Data()) }
    var start = 0
    return packedTable.map { row in
      defer { start += row.packedSize }
      return Asset(
        path: row.path, mediaType: row.mediaType, hash: row.hash, size: row.size,
        packed: Bytes(immortal: Array(bytes[start..<start + row.packedSize])))
    }
  }()

  /// A row of the table that AssetPacker writes.
  struct Packed {
    let path: String
    let mediaType: String
    let hash: String
    let size: Int
    let packedSize: Int
  }
}
