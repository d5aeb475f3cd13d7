internal import Glibc

/// Where the certificate authorities are that this machine trusts.
///
/// A statically linked OpenSSL looks in the folder of the machine that built it, so the usual places of the
/// distributions are tried here. A folder of hashed links comes first: OpenSSL reads from it only the one
/// certificate that it needs, where a bundle costs the parsing of all 140 (10–30 ms, 2 MB).
public struct TrustStore: Equatable, Sendable {
  public var file: String?
  public var folder: String?

  public init(file: String? = nil, folder: String? = nil) {
    self.file = file
    self.folder = folder
  }

  static let folders = ["/etc/ssl/certs", "/etc/pki/ca-trust/extracted/pem/directory-hash"]
  static let files = [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem", "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
  ]

  /// This machine's store: `SSL_CERT_FILE` and `SSL_CERT_DIR` if either is set, else the first usual place
  /// that exists. Empty when there is none, and every verification will fail.
  public static var system: TrustStore {
    let file = getenv("SSL_CERT_FILE").map { String(cString: $0) }
    let folder = getenv("SSL_CERT_DIR").map { String(cString: $0) }
    return find(file: file, folder: folder, hasHashes: hasHashes, exists: { access($0, R_OK) == 0 })
  }

  /// The choice alone; the questions to the disk are asked through `hasHashes` and `exists`.
  static func find(
    file: String?, folder: String?, hasHashes: (String) -> Bool, exists: (String) -> Bool
  ) -> TrustStore {
    if file != nil || folder != nil {
      return TrustStore(file: file, folder: folder ?? folders.first(where: hasHashes))
    }
    if let folder = folders.first(where: hasHashes) { return TrustStore(folder: folder) }
    return TrustStore(file: files.first(where: exists))
  }

  /// Whether OpenSSL can look certificates up in `folder`: a link named like `002c0b4f.0` is there.
  private static func hasHashes(_ folder: String) -> Bool {
    guard let handle = opendir(folder) else { return false }
    defer { closedir(handle) }
    while let entry = readdir(handle) {
      let isHash = withUnsafeBytes(of: entry.pointee.d_name) {
        isHashName(String(decoding: $0.prefix(11), as: UTF8.self))
      }
      if isHash { return true }
    }
    return false
  }

  private static func isHashName(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    return bytes.count == 11 && bytes[8...] == [0x2E, 0x30, 0][...]
      && bytes[..<8].allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
