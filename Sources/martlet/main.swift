import EventLoop
import Kernel
import Sandbox

// Another life: the same binary above a tool's program.
if CommandLine.arguments.dropFirst().first == "sandbox" {
  Supervisor.run(Array(CommandLine.arguments.dropFirst(2)))
}

// Before any thread exists, so that all of them inherit the mask.
Signals.block()
do {
  let command = try Command(Array(CommandLine.arguments.dropFirst()))
  command.run()
} catch {
  Machine.write("martlet: \(error.words)\n\n\(Command.usage)", to: .error)
  Machine.exit(2)
}
