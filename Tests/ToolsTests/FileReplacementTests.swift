import EventLoop
import Glibc
import TestSupport
import Testing

@testable import Tools

@Loop @Suite(.onLoop) struct FileReplacementTests {
  let shop: Workshop
  init() throws { shop = try Workshop() }

  @Test func `a file that changes between the look and the write is left alone`() throws {
    try shop.write("one", to: "a")
    let replacement = try FileReplacement("a", in: shop.workspace)
    try shop.write("their own", to: "a")
    #expect(throws: FileReplacement.changed("a")) { try replacement.replace(with: [0x78]) }
    #expect(try shop.text(of: "a") == "their own")
    #expect(shop.names == ["a"])
  }

  @Test func `a file that appears or goes between the look and the write is left alone`() throws {
    let replacement = try FileReplacement("a", in: shop.workspace)
    try shop.write("theirs", to: "a")
    #expect(throws: FileReplacement.changed("a")) { try replacement.replace(with: [0x78]) }
    #expect(try shop.text(of: "a") == "theirs")
    let other = try FileReplacement("a", in: shop.workspace)
    unlink(shop.folder + "/a")
    #expect(throws: FileReplacement.changed("a")) { try other.replace(with: [0x78]) }
    #expect(shop.names.isEmpty)
  }

  @Test func `a folder that turns into a link between the look and the write leads nowhere`() throws {
    try shop.write("one", to: "dir/secret.txt")
    let replacement = try FileReplacement("dir/secret.txt", in: shop.workspace)
    rename(shop.folder + "/dir", shop.folder + "/was")
    shop.link("..", as: "dir")
    #expect(throws: ToolFailure.self) { try replacement.replace(with: [0x78]) }
    #expect(shop.secret == Workshop.secret)
  }
}
