import Glibc
@testable import Sandbox
import TestSupport
import Testing

@Suite struct SystemPathsTests {
  private let folder: TemporaryFolder
  private var root: String { folder.path }

  init() throws {
    folder = try TemporaryFolder()
    for name in ["open", "keys", "conf/one", "conf/two", "whole/one"] { try folder.write("x", to: name) }
    for name in ["", "/conf", "/whole"] { chmod(folder.path + name, 0o755) }
    for name in ["/open", "/conf/one", "/whole/one"] { chmod(folder.path + name, 0o644) }
    for name in ["/keys", "/conf/two"] { chmod(folder.path + name, 0o640) }
    symlink("/root/.ssh", folder.path + "/link")
  }

  @Test func whatNotEverybodyMayReadIsLeftOut() {
    let open = SystemPaths(hiding: []).openToAll(in: root)
    #expect(Set(open) == [root + "/open", root + "/conf/one", root + "/whole"])
  }

  @Test func aFolderThatIsClosedIsLeftOutWhole() {
    chmod(root + "/whole", 0o750)
    #expect(!SystemPaths(hiding: []).openToAll(in: root).contains { $0.hasPrefix(root + "/whole") })
  }

  @Test func whatIsHiddenIsLeftOutThoughEverybodyMayReadIt() {
    let open = SystemPaths(hiding: [root + "/whole/one"]).openToAll(in: root)
    #expect(Set(open) == [root + "/open", root + "/conf/one"])
  }

  @Test func aroundWhatIsHiddenAllElseIsOpen() {
    #expect(SystemPaths(hiding: ["/elsewhere"]).around(root) == [root])
    #expect(SystemPaths(hiding: [root]).around(root) == [])
    let around = SystemPaths(hiding: [root + "/conf/two"]).around(root)
    #expect(Set(around) == [root + "/open", root + "/keys", root + "/whole", root + "/conf/one"])
  }
}
