import FoundationEssentials
import Testing

@testable import martlet

@Suite struct DataPlaceTests {
  @Test func isWhereTheOptionSays() {
    var options = Options()
    options.data = "/somewhere"
    #expect(DataPlace.folder(options) == "/somewhere")
    options.data = "relative"
    #expect(DataPlace.folder(options) == "relative")
  }

  @Test func readsATildeAsAShellWould() {
    let home = ProcessInfo.processInfo.environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? "/root"
    #expect(DataPlace.expanded("~") == home)
    #expect(DataPlace.expanded("~/x") == home + "/x")
    #expect(DataPlace.expanded("~x") == "~x")
    #expect(DataPlace.expanded("/a/~/b") == "/a/~/b")
    #expect(DataPlace.expanded("") == "")
  }
}
