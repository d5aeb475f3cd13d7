import Chat
import EventLoop
import FoundationEssentials
import Glibc
import Sandbox
import TestSupport
import Testing
import Tools

@Loop @Suite(.onLoop) struct ExecTests {
  private let shop: Workshop
  private let exec = Exec(Confinement(), supervisor: Self.martlet)

  init() throws { shop = try Workshop() }

  @Test func itShowsWhatTheCommandWritesInOrder() async throws {
    let output = try await run("echo 1; echo 2 >&2; printf 3; printf '4\\n' >&2")
    #expect(output == ToolOutput("1\n2\n34\n", exitCode: 0))
  }

  @Test func itsOutputIsSeenWhileItRuns() async throws {
    var seen = ""
    let half = Signal()
    let call = ToolRun(workspace: shop.workspace) { text in
      seen += text
      if seen == "first\nprompt? " { half.give() }
    }
    let script = "echo first; printf 'prompt? '; while [ ! -e go ]; do sleep 0.01; done; echo on"
    Loop.start {
      await half.wait()
      try? self.shop.write("", to: "go")
    }
    let output = try await exec.run(["command": .string(script)], call)
    #expect(output.text == "first\nprompt? on\n")
    #expect(seen == output.text)
  }

  @Test func itTellsHowTheCommandEnded() async throws {
    #expect(try await run("echo no; exit 3") == ToolOutput("no\n[exit status 3]", isOK: false, exitCode: 3))
    #expect(try await run("kill -SEGV $$") == ToolOutput("[ended by SIGSEGV]", isOK: false, exitCode: 139))
    #expect(try await run("no-such-program").exitCode == 127)
  }

  @Test func nothingCanBeTypedIn() async throws {
    #expect(try await run("cat; read x; echo \"[$x]\"").text == "[]\n")
  }

  @Test func itWorksInTheWorkspaceOrAFolderOfIt() async throws {
    shop.makeFolder("sub")
    #expect(try await run("pwd").text == shop.folder + "\n")
    #expect(try await shop.run(exec, ["command": "pwd", "folder": "sub"]).text == shop.folder + "/sub\n")
    shop.link("/usr", as: "out")
    for folder in ["..", "out", "/usr", "missing"] as [JSONValue] {
      #expect(await !shop.failure(exec, ["command": "pwd", "folder": folder]).isEmpty)
    }
  }

  @Test func ofOurVariablesItHasNone() async throws {
    setenv("MARTLET_TEST_KEY", "sk-secret", 1)
    let text = try await run("env; cat /proc/*/environ 2>/dev/null").text
    #expect(text.contains("HOME=\(shop.folder)\n"))
    #expect(!text.contains("sk-secret"))
  }

  @Test func aCommandThatTakesTooLongIsEndedWithAllThatItStarted() async throws {
    let mark = "98765.\(UInt32.random(in: 0...UInt32.max))"
    let output = try await shop.run(
      exec, ["command": .string("trap '' TERM; echo begun; setsid sleep \(mark) & sleep \(mark)"), "timeout": 1])
    #expect(output.text.hasPrefix("begun\n"))
    #expect(output.text.hasSuffix("[ended after 1 s, its time limit, with all that it had started]"))
    #expect(!output.isOK)
    #expect(!Self.lives(mark))
  }

  @Test func cancelledItEndsAllThatItStarted() async throws {
    let mark = "98765.\(UInt32.random(in: 0...UInt32.max))"
    let begun = Signal()
    let call = ToolRun(workspace: shop.workspace) { if $0.contains("begun") { begun.give() } }
    let arguments: JSONValue = ["command": .string("trap '' TERM; setsid sleep \(mark) & echo begun; sleep \(mark)")]
    var outcome: (any Error)?
    let task = Loop.start {
      do { _ = try await self.exec.run(arguments, call) } catch { outcome = error }
    }
    await begun.wait()
    task.cancel()
    await task.value
    #expect(outcome is CancellationError)
    #expect(!Self.lives(mark))
  }

  @Test func aFloodIsCutAndHoldsNobodyUp() async throws {
    var turns = 0
    let ticking = Loop.start {
      while !Task.isCancelled {
        turns += 1
        try? await Loop.sleep(for: .milliseconds(5))
      }
    }
    let output = try await run("yes | head -c 20000000; echo the end")
    ticking.cancel()
    #expect(turns > 10)
    #expect(output.isTruncated)
    #expect(output.isOK)
    #expect(output.text.utf8.count < ToolLimits.outputBytes + 100_000)
    #expect(output.text.hasSuffix("y\nthe end\n"))
  }

  @Test func onlyTheAllowedCommandIsRun() async throws {
    #expect(try await exec.preview(["command": "echo a"], in: shop.workspace) == "echo a")
    #expect(try await shop.run(exec, ["command": "echo a"], approved: "echo a").text == "a\n")
    #expect(await shop.failure(exec, ["command": "touch b"], approved: "echo a").contains("not the command"))
    #expect(shop.names == [])
  }

  @Test func confinedItCannotReachWhatIsOutside() async throws {
    let script: JSONValue = .string("cat \(shop.outside)/secret.txt")
    let confined = try await shop.run(exec, ["command": script])
    #expect(!confined.isOK)
    #expect(!confined.text.contains(Workshop.secret))
    let free = try await shop.run(Exec(.unconfined, supervisor: Self.martlet), ["command": script])
    #expect(free.text == Workshop.secret)
  }

  @Test func whatItMayReadBesidesItMayReadAndRunButNotWrite() async throws {
    let exec = Exec(Confinement(readable: [shop.outside]), supervisor: Self.martlet)
    #expect(try await shop.run(exec, ["command": .string("cat \(shop.outside)/secret.txt")]).text == Workshop.secret)
    #expect(try await !shop.run(exec, ["command": .string("echo x > \(shop.outside)/secret.txt")]).isOK)
    #expect(shop.secret == Workshop.secret)
  }

  @Test func hostileArgumentsAreRefusedInWords() async throws {
    let values: [JSONValue] = [
      .null, 7, true, "", "\u{0}", "x\u{0}y", .array(["ls"]), ["a": "b"], .number(1e300), .number(-0.5),
      .string(String(repeating: "a", count: 300_000)), .string(String(repeating: "../", count: 3000)), "\u{202E}", "-c",
    ]
    for value in values {
      _ = exec.line(for: value)
      _ = exec.line(for: ["command": value])
      #expect(await !shop.failure(exec, value).isEmpty)
      for key in ["folder", "timeout"] where value != .null && value != "" && value != 7 && value != true {
        #expect(await !shop.failure(exec, ["command": "true", key: value]).isEmpty)
      }
    }
  }

  @Test func aHumanSeesOneLine() {
    #expect(exec.line(for: ["command": "ls -la\npwd"]) == "$ ls -la⏎pwd")
    #expect(exec.line(for: .null) == "$ ?")
  }

  private static let martlet = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/martlet"

  private func run(_ command: String) async throws -> ToolOutput {
    try await shop.run(exec, ["command": .string(command)])
  }

  private static func lives(_ mark: String) -> Bool {
    let numbers = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).filter { Int($0) != nil }
    return numbers.contains { number in
      guard let file = try? Data(contentsOf: URL(filePath: "/proc/\(number)/cmdline")) else { return false }
      return String(decoding: file, as: UTF8.self).contains(mark)
    }
  }
}
