import Chat
import EventLoop
import Glibc
import TestSupport
import Testing
import Tools

@Loop @Suite(.onLoop) struct ReadFileTests {
  let shop: Workshop
  init() throws { shop = try Workshop() }

  @Test func `returns a text as it is`() async throws {
    try shop.write("a\n\tb\r\nc", to: "dir/a.txt")
    #expect(try await read(["path": "dir/a.txt"]).text == "a\n\tb\r\nc")
    #expect(try await read(["path": .string(shop.folder + "/dir//./a.txt")]).text == "a\n\tb\r\nc")
    #expect(try await read(["path": "dir/../dir/a.txt"]).text == "a\n\tb\r\nc")
  }

  @Test func `returns the lines asked for, and says what more there is`() async throws {
    try shop.write((1...10).map { "\($0)\n" }.joined(), to: "ten")
    let part = try await read(["path": "ten", "offset": 3, "limit": 2])
    #expect(part.text == "3\n4\n[lines 3–4 of 10; go on with offset 5]")
    #expect(part.isTruncated)
    #expect(try await read(["path": "ten", "offset": 9]).text == "9\n10\n[lines 9–10 of 10]")
    #expect(try await read(["path": "ten", "offset": -2]).text == "9\n10\n[the last 2 lines of ten]")
    #expect(try await read(["path": "ten", "offset": 0]).text.hasPrefix("1\n2\n"))
    let beyond = try await read(["path": "ten", "offset": 11])
    #expect(beyond.text == "[ten ends with line 10]")
    #expect(!beyond.isOK)
  }

  @Test func `a huge file is read in part, from either end`() async throws {
    try shop.write((1...100_000).map { "line \($0)\n" }.joined(), to: "huge")
    let front = try await read(["path": "huge"])
    #expect(front.text.hasSuffix("line 2000\n[lines 1–2000 of 100000; go on with offset 2001]"))
    let end = try await read(["path": "huge", "offset": -1])
    #expect(end.text == "line 100000\n[the last 1 line of huge]")
  }

  @Test func `other encodings are read, and what is no text is refused in words`() async throws {
    try shop.write([0xFF, 0xFE, 0xE9, 0x00, 0x0A, 0x00], to: "wide")
    #expect(try await read(["path": "wide"]).text == "é\n")
    try shop.write([0x63, 0x61, 0x66, 0xE9, 0x0A], to: "western")
    #expect(try await read(["path": "western"]).text.hasPrefix("café\n[not UTF-8"))
    try shop.write([0x7F, 0x45, 0x4C, 0x46, 0, 0, 1], to: "program")
    #expect(await shop.failure(ReadFile(), ["path": "program"]) == "program is a binary file (7 bytes), not text")
    try shop.write(Array("%PDF-1.7\n".utf8), to: "a.txt")
    #expect(await shop.failure(ReadFile(), ["path": "a.txt"]).contains("application/pdf"))
    try shop.write("", to: "empty")
    #expect(try await read(["path": "empty"]).text == "[empty is empty]")
  }

  @Test func `pictures are returned as pictures`() async throws {
    let bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]
    try shop.write(bytes, to: "p.dat")
    let output = try await read(["path": "p.dat"])
    #expect(output.pictures == [.init(mime: "image/png", bytes: bytes)])
    #expect(output.text == "[the picture p.dat, image/png, 10 bytes]")
  }

  @Test func `says what is there instead`() async throws {
    try shop.write("", to: "src/Main.swift")
    try shop.write("", to: "src/other")
    #expect(
      await shop.failure(ReadFile(), ["path": "src/main.swif"])
        == "there is no src/main.swif; the folder src has: Main.swift, other")
    #expect(await shop.failure(ReadFile(), ["path": "src"]).contains("is a folder"))
  }

  @Test(arguments: [
    "../secret.txt", "dir/../../secret.txt", "/etc/passwd", "out", "out-abs", "outdir/secret.txt", "loop",
    "/proc/self/root/etc/passwd", "proc/self/root/etc/passwd", "proc/self/environ", "~/.ssh/id_rsa", "", "a\0b",
    "dir/sneaky",
  ])
  func `never leaves the workspace`(path: String) async throws {
    shop.makeFolder("dir")
    shop.link("../secret.txt", as: "out")
    shop.link(shop.outside + "/secret.txt", as: "out-abs")
    shop.link("..", as: "outdir")
    shop.link("loop", as: "loop")
    shop.link("/proc", as: "proc")
    shop.link("../../secret.txt", as: "dir/sneaky")
    let words = await shop.failure(ReadFile(), ["path": .string(path)])
    #expect(!words.isEmpty)
    #expect(!words.contains(Workshop.secret))
  }

  @Test func `a folder that only begins like the workspace is outside`() async throws {
    mkdir(shop.folder + "-other", 0o755)
    let words = await shop.failure(ReadFile(), ["path": .string(shop.folder + "-other/x")])
    #expect(words.contains("is outside the workspace"))
  }

  @Test func `follows links that stay inside`() async throws {
    try shop.write("inside", to: "dir/a")
    shop.link("dir/a", as: "link")
    shop.link("../dir", as: "dir/self")
    #expect(try await read(["path": "link"]).text == "inside")
    #expect(try await read(["path": "dir/self/self/a"]).text == "inside")
  }

  @Test(arguments: ["fifo", "device", "socket"]) func `what never ends is refused at once`(name: String) async throws {
    mkfifo(shop.folder + "/fifo", 0o644)
    shop.link("/dev/zero", as: "device")
    let raw = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(raw) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = Array((shop.folder + "/socket").utf8)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(raw, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    #expect(await !shop.failure(ReadFile(), ["path": .string(name)]).isEmpty)
  }

  private func read(_ arguments: JSONValue) async throws -> ToolOutput { try await shop.run(ReadFile(), arguments) }
}
