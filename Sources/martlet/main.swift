import EventLoop
import Kernel

// Before any thread exists, so that all of them inherit the mask.
Signals.block()
do {
  let command = try Command(Array(CommandLine.arguments.dropFirst()))
  command.run()
} catch {
  Machine.write("martlet: \(error.words)\n\n\(Command.usage)", to: .error)
  Machine.exit(2)
}
