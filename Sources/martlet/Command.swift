import EventLoop
import FoundationEssentials
import Kernel
import Sandbox

/// What the command line asks for.
struct Command {
  static let version = "0.1.0"

  static let usage = """
    usage: martlet [serve] [--config FILE] [--data DIR] [--host ADDR] [--port N] [--static DIR] [--log-level LEVEL]
           martlet check   [--config FILE] [--data DIR]
           martlet doctor  [URL] [--config FILE] [--data DIR]
           martlet import  DIR-OR-FILE… [--data DIR]
           martlet export  DIR [--data DIR]
           martlet hash-password            reads a password, and prints what auth.users wants of it
           martlet make-token               prints a token for a program, and what auth.tokens wants of it
           martlet version

    Without a command it serves; without a configuration it uses what it finds on this machine.
    --log-level: debug, info, warning or error

    """

  enum Name: String {
    case serve, check, doctor, `import`, export, version
    case hashPassword = "hash-password"
    case makeToken = "make-token"
  }

  let name: Name
  let operands: [String]
  let options: Options

  init(_ arguments: [String]) throws(UsageError) {
    if arguments.contains("--help") || arguments.contains("-h") || arguments == ["help"] {
      Machine.write(Self.usage, to: .output)
      Machine.exit(0)
    }
    var rest = arguments[...]
    if rest.first == "--version" { rest = ["version"] }
    name = rest.first.flatMap { Name(rawValue: $0) } ?? .serve
    if rest.first == name.rawValue { rest.removeFirst() }
    (options, operands) = try Options.parse(rest)
    try checkOperands()
  }

  private func checkOperands() throws(UsageError) {
    switch name {
    case .import where operands.isEmpty: throw UsageError(words: "import needs a folder or a file")
    case .doctor where operands.count > 1: throw UsageError(words: "doctor looks at one address at most")
    case .export where operands.count != 1: throw UsageError(words: "export needs one folder to write to")
    case .serve, .check, .version, .hashPassword, .makeToken:
      if let extra = operands.first { throw UsageError(words: "there is no command \(extra)") }
    default: break
    }
  }

  func run() {
    switch name {
    case .version: Machine.write("martlet \(Self.version)\n", to: .output)
    case .check: check()
    case .doctor: inLoop { try await Doctor(options).examine(address: operands.first) }
    case .hashPassword: Keys.hashPassword()
    case .makeToken: Keys.makeToken()
    case .serve: inLoop { try await Server(options).run() }
    case .import: inLoop { try await Carrier(options).bring(operands) }
    case .export: inLoop { try Carrier(options).take(to: operands[0]) }
    }
  }

  /// Runs the story on the loop; an error ends the process with code 1, in words.
  private func inLoop(_ story: @escaping @Loop @Sendable () async throws -> Void) {
    Loop.run {
      do {
        try await story()
        EventLoop.shared.stop()
      } catch {
        Machine.write("martlet: \(Self.words(error))\n", to: .error)
        Machine.exit(1)
      }
    }
  }

  private func check() {
    do {
      let configuration = try Configuration.load(options)
      let warnings = configuration.warnings(options).map { "warning: \($0)\n" }.joined()
      let words = warnings.isEmpty ? "The configuration is fine." : "The configuration can be used, but:"
      Machine.write("\(words)\n\(warnings)\(SandboxSupport.here)\n", to: .output)
    } catch {
      Machine.write("\(Self.words(error))\n", to: .error)
      Machine.exit(1)
    }
  }
}
