import Kernel
import Testing

@testable import Chat

@Suite struct SpaceTests {
  @Test func refusesWhenLessIsFreeThanIsReserved() throws {
    let folder = try TemporaryFolder()
    let free = try #require(FileSystem.freeBytes(at: folder.path))
    var limits = ChatLimits.standard
    limits.reservedBytes = free * 2
    #expect(throws: ChatError.self) { try Space(folder: folder.path, limits: limits).check() }
    limits.reservedBytes = 1
    try Space(folder: folder.path, limits: limits).check()
  }

  @Test func refusesUploadsOverTheQuotaOfAllTogether() throws {
    let folder = try TemporaryFolder()
    var limits = ChatLimits.standard
    limits.uploadQuotaBytes = 10
    let space = Space(folder: folder.path, limits: limits)
    try TemporaryFolder.write([UInt8](repeating: 1, count: 9), to: folder.path + "/a")
    try space.checkUploads(in: folder.path)
    try TemporaryFolder.write([1], to: folder.path + "/b")
    #expect(throws: ChatError.self) { try space.checkUploads(in: folder.path) }
  }
}
