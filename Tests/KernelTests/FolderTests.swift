import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Kernel

@Suite struct FolderTests {
  static let ways: [Folder.Way] = [.kernel, .onFoot]
  let around: TemporaryFolder
  var path: String { around.path + "/in" }

  init() throws {
    around = try TemporaryFolder()
    try around.write("secret", to: "secret")
    try around.write("inside", to: "in/dir/file")
    symlink("../secret", path + "/out")
    symlink("..", path + "/up")
    symlink(around.path + "/secret", path + "/absolute")
    symlink("dir/file", path + "/fine")
    mkfifo(path + "/pipe", 0o600)
  }

  @Test(arguments: ways) func `opens what is beneath`(way: Folder.Way) throws {
    let folder = try Folder(path, by: way)
    #expect(try text(folder, "dir/file") == "inside")
    #expect(try text(folder, "./dir//file") == "inside")
    #expect(try folder.folder("dir").entries(atMost: 10) == ["file"])
    #expect(try folder.folder(".").entries(atMost: 3).count == 3)
  }

  @Test(arguments: ways) func `nothing leads out`(way: Folder.Way) throws {
    let folder = try Folder(path, by: way)
    let paths = ["../secret", "dir/../../secret", "/etc/passwd", "out", "up/secret", "absolute", "/proc/self/root"]
    for path in paths {
      #expect(throws: SystemError.self, "\(path)") { try text(folder, path) }
    }
    #expect(throws: SystemError.self) { try folder.folder("up").entries(atMost: 1) }
    #expect(throws: SystemError.self) { try folder.folder("..").entries(atMost: 1) }
  }

  @Test func `links that stay inside are followed where the kernel can tell`() throws {
    #expect(try text(Folder(path, by: .kernel), "fine") == "inside")
    #expect(throws: SystemError.self) { try text(Folder(path, by: .onFoot), "fine") }
  }

  @Test(arguments: ways) func `what is no file is not opened, and a pipe does not wait`(way: Folder.Way) throws {
    let folder = try Folder(path, by: way)
    #expect(throws: SystemError("open", code: EINVAL)) { try text(folder, "pipe") }
    #expect(throws: SystemError("open", code: EINVAL)) { try text(folder, "dir") }
    #expect(throws: SystemError("open", code: EINVAL)) { try text(folder, "dir/file\0") }
    #expect(throws: SystemError("open", code: ENOENT)) { try text(folder, "none") }
  }

  @Test func `names are of this folder and no other`() throws {
    let folder = try Folder(path)
    for name in ["../secret", "dir/file", "..", ".", "", "a\0"] {
      #expect(throws: SystemError.self, "\(name)") { try folder.remove(name) }
      #expect(throws: SystemError.self, "\(name)") { try folder.status(of: name) }
      #expect(throws: SystemError.self, "\(name)") { try folder.rename("pipe", to: name, replacing: true) }
      #expect(throws: SystemError.self, "\(name)") { try Self.make(name, folder) }
    }
    #expect(try around.text(of: "secret") == "secret")
  }

  @Test func `a new name takes no other's place`() throws {
    let folder = try Folder(path)
    try Self.make("a", folder)
    #expect(throws: SystemError("open", code: EEXIST)) { try Self.make("a", folder) }
    #expect(throws: SystemError("open", code: EEXIST)) { try Self.make("out", folder) }
    #expect(throws: SystemError("rename", code: EEXIST)) { try folder.rename("a", to: "pipe", replacing: false) }
    try folder.rename("a", to: "b", replacing: false)
    try folder.rename("b", to: "pipe", replacing: true)
    #expect(try folder.status(of: "pipe")?.kind == .file)
    #expect(try folder.status(of: "a") == nil)
    #expect(try folder.status(of: "out")?.kind == .link)
    #expect(try folder.target(of: "out") == "../secret")
    #expect(try folder.target(of: "dir") == nil)
  }

  /// Whoever swaps a folder for a link while it is read never gets the reader out.
  @Test(arguments: ways) func `a race leads nowhere`(way: Folder.Way) async throws {
    let folder = try Folder(path, by: way)
    try around.write("inside", to: "in/swap/secret")
    symlink("..", path + "/link")
    let isOver = Atomic(false)
    async let racer: Void = swap(until: isOver)
    var found = 0
    while found < 2000 {
      guard let text = try? text(folder, "swap/secret") else { continue }
      #expect(text == "inside")
      found += 1
    }
    isOver.store(true, ordering: .relaxed)
    await racer
  }

  @concurrent private func swap(until isOver: borrowing Atomic<Bool>) async {
    while !isOver.load(ordering: .relaxed) {
      rename(path + "/swap", path + "/kept")
      rename(path + "/link", path + "/swap")
      rename(path + "/swap", path + "/link")
      rename(path + "/kept", path + "/swap")
    }
  }

  private func text(_ folder: borrowing Folder, _ path: String) throws -> String {
    String(decoding: try folder.file(path).read(at: 0, count: 100), as: UTF8.self)
  }

  private static func make(_ name: String, _ folder: borrowing Folder) throws {
    let file = try folder.create(name, mode: 0o600)
    try file.sync()
  }
}
