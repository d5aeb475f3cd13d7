import Chat
import EventLoop
import Glibc
import HTTPClient
import TestSupport
import Testing

@testable import Tools

/// Every tool with arguments that nobody would write: it answers in words or with an output, and nothing outside the
/// workspace is touched. `MARTLET_FUZZ_ROUNDS` makes it as long as one likes.
@Loop @Suite(.onLoop) struct HostileArgumentsTests {
  private static let keys = [
    "path", "content", "old_text", "new_text", "replace_all", "offset", "limit", "glob", "depth", "pattern", "regex",
    "ignore_case", "url", "start", "", "__proto__",
  ]
  private static let texts = [
    "", ".", "..", "/", "../secret.txt", "out", "up/secret.txt", "a", "dir/b", "pipe", "a\0b", "\u{202E}x",
    "/proc/self/mem",
    "/dev/zero", "~", "file:///etc/passwd", "http://127.0.0.1:1/", "http://[::1]/", "http://0x7f.1/", "https://",
    "(((((",
    "(a+)+$", "[", "\\", "**/**/**", "{a,b}{c,d}", "{{{{", "one", "\n", "-1", "1e99", "😀",
    String(repeating: "../", count: 2000),
    String(repeating: "x", count: 70_000), "dir/../../secret.txt", "new/\(String(repeating: "d/", count: 50))f", "a/",
  ]

  @Test func `fail in words or answer, and touch nothing outside`() async throws {
    let shop = try Workshop()
    try shop.write("one\ntwo\none\n", to: "a")
    try shop.write("b", to: "dir/b")
    shop.link("../secret.txt", as: "out")
    shop.link("..", as: "up")
    mkfifo(shop.folder + "/pipe", 0o600)
    let closed = FetchURL(client: HTTPClient(proxies: .none, admits: { _ in false }), timeout: .milliseconds(200))
    let tools: [any Tool] = [ReadFile(), WriteFile(), EditFile(), ListFiles(), SearchFiles(), closed]
    let rounds = getenv("MARTLET_FUZZ_ROUNDS").flatMap { Int(String(cString: $0)) } ?? 300
    for _ in 0..<rounds {
      for tool in tools {
        let arguments = Self.arguments()
        #expect(tool.line(for: arguments).unicodeScalars.count < 1000)
        _ = await outcome { try await tool.preview(arguments, in: shop.workspace) }
        let output = await outcome { try await shop.run(tool, arguments).text }
        #expect(output?.contains(Workshop.secret) != true)
      }
      #expect(shop.secret == Workshop.secret)
    }
    #expect(Set(try entries(of: shop.outside)) == ["secret.txt", "work"])
  }

  private func outcome(_ body: () async throws -> String?) async -> String? {
    do { return try await body() } catch {
      #expect(error is ToolFailure, "\(type(of: error)): \(error)")
      return "\(error)"
    }
  }

  private func entries(of folder: String) throws -> [String] {
    guard let open = opendir(folder) else { return [] }
    defer { closedir(open) }
    var names: [String] = []
    while let entry = readdir(open) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  private static func arguments() -> JSONValue {
    if Int.random(in: 0..<20) == 0 { return value(2) }
    var members: [String: JSONValue] = [:]
    for key in keys where Bool.random() {
      members[key] = Int.random(in: 0..<4) == 0 ? value(2) : .string(texts.randomElement()!)
    }
    return .object(members)
  }

  private static func value(_ depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 6)) {
    case 0: .null
    case 1: .bool(.random())
    case 2: .integer([0, 1, -1, .max, .min, 5].randomElement()!)
    case 3: .number([.nan, .infinity, 1e300, -0.5, 3].randomElement()!)
    case 4, 5: .string(texts.randomElement()!)
    case 6: .array((0..<2).map { _ in value(depth - 1) })
    default: .object(["path": value(depth - 1), "url": value(depth - 1)])
    }
  }
}
