import EventLoop
import FoundationEssentials
import Kernel
import Sandbox
import TestSupport

/// A workspace, and programs that run in it.
@Loop final class Inmates {
  let folder: TemporaryFolder
  /// What a program must not touch.
  let outside: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    outside = try TemporaryFolder()
    try outside.write("classified", to: "secret")
  }

  struct Outcome: Equatable {
    var text: String
    var exit: ProcessExit
  }

  /// The binary that was built with the tests.
  static let martlet = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/martlet"

  var confined: Confinement { Confinement(writable: [folder.path]) }

  func start(
    _ script: String, _ confinement: Confinement? = nil, shell: [String] = ["/bin/bash", "-c"]
  ) throws -> ChildProcess {
    try ChildProcess.start(
      (confinement ?? confined).command(shell + [script], supervisor: Self.martlet),
      environment: ProgramEnvironment.clean(home: folder.path, adding: ["OUT": outside.path]),
      folder: folder.path, errors: .merged)
  }

  func run(
    _ script: String, _ confinement: Confinement? = nil, shell: [String] = ["/bin/bash", "-c"]
  ) async throws -> Outcome {
    let child = try start(script, confinement, shell: shell)
    return Outcome(text: await Self.text(child.output), exit: await child.exit())
  }

  func python(_ script: String, _ confinement: Confinement? = nil) async throws -> Outcome {
    try await run(script, confinement, shell: ["/usr/bin/python3", "-c"])
  }

  static func text(_ output: ProcessOutput) async -> String {
    var bytes: [UInt8] = []
    while let piece = await output.next() { bytes += piece }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The first line that a program writes.
  static func line(_ output: ProcessOutput) async -> String {
    var bytes: [UInt8] = []
    while !bytes.contains(10), let piece = await output.next() { bytes += piece }
    return String(decoding: bytes.prefix { $0 != 10 }, as: UTF8.self)
  }

  /// Whether any process has `mark` among its words.
  static func lives(_ mark: String) -> Bool {
    let numbers = ((try? FileSystem.entries(of: "/proc")) ?? []).filter { Int32($0) != nil }
    return numbers.contains { number in
      guard let file = try? Data(contentsOf: URL(filePath: "/proc/\(number)/cmdline")) else { return false }
      return String(decoding: file, as: UTF8.self).contains(mark)
    }
  }
}
