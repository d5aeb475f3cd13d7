import Testing

@testable import TLS

/// Where authorities are looked for.
@Suite struct TrustStoreTests {
  private func find(
    file: String? = nil, folder: String? = nil, hashed: [String] = [], present: [String] = []
  ) -> TrustStore {
    TrustStore.find(file: file, folder: folder, hasHashes: hashed.contains, exists: present.contains)
  }

  @Test func prefersAFolderOfHashes() {
    let store = find(hashed: ["/etc/ssl/certs"], present: ["/etc/ssl/certs/ca-certificates.crt"])
    #expect(store == TrustStore(folder: "/etc/ssl/certs"))
  }

  @Test(arguments: [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem",
  ])
  func takesABundleWhereThereAreNoHashes(path: String) {
    #expect(find(present: [path]) == TrustStore(file: path))
  }

  @Test func obeysTheEnvironment() {
    #expect(find(file: "/a.pem") == TrustStore(file: "/a.pem"))
    #expect(
      find(file: "/a.pem", hashed: ["/etc/ssl/certs"]) == TrustStore(file: "/a.pem", folder: "/etc/ssl/certs")
    )
    #expect(find(folder: "/d", hashed: ["/etc/ssl/certs"]) == TrustStore(folder: "/d"))
    #expect(find(file: "/a.pem", folder: "/d") == TrustStore(file: "/a.pem", folder: "/d"))
  }

  @Test func isEmptyOnABareMachine() { #expect(find() == TrustStore()) }
}
