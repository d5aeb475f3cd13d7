internal import CLinux
internal import Glibc

/// A program that was started, and our ends of its pipes.
public struct SpawnedProcess: ~Copyable {
  public let number: Int32
  /// Readable once the program has ended.
  public var ending: FileDescriptor?
  /// What it reads; nil if that is nothing. Never blocks.
  public var input: FileDescriptor?
  /// What it writes. Never blocks.
  public var output: FileDescriptor?
  /// What it complains; nil if that goes to `output`. Never blocks.
  public var errors: FileDescriptor?

  /// Starts `command` in a session of its own, with nothing of ours but its three streams: no descriptor, no
  /// variable, no blocked signal.
  ///
  /// errors: what the kernel says, such as ENOENT for a program that is not there
  ///
  /// No initialiser: one that throws crashes Swift 6.2's compiler, as its parts are not copyable.
  public static func start(
    _ command: [String], environment: [String: String], folder: String, hasInput: Bool, hasErrors: Bool
  ) throws(SystemError) -> SpawnedProcess {
    var feeding = try Pipe.make()
    var writing = try Pipe.make()
    var complaining = try Pipe.make()
    let nothing = try FileDescriptor(owning: open("/dev/null", O_RDWR | O_CLOEXEC), from: "open /dev/null")
    let number = try spawn(
      command, environment, folder,
      (
        hasInput ? feeding.readerNumber : nothing.raw, writing.writerNumber,
        hasErrors ? complaining.writerNumber : writing.writerNumber
      ))
    var process = SpawnedProcess(number, ending: try ending(of: number))
    process.input = hasInput ? feeding.takeWriter() : nil
    process.output = writing.takeReader()
    process.errors = hasErrors ? complaining.takeReader() : nil
    return process
  }

  private init(_ number: Int32, ending: consuming FileDescriptor) {
    self.number = number
    self.ending = consume ending
  }

  private static func ending(of number: Int32) throws(SystemError) -> FileDescriptor {
    do { return try FileDescriptor(owning: linux_pidfd_open(number), from: "pidfd_open") } catch {
      kill(number, SIGKILL)
      _ = exit(of: number)
      throw error
    }
  }

  private static func spawn(
    _ command: [String], _ environment: [String: String], _ folder: String, _ streams: (Int32, Int32, Int32)
  ) throws(SystemError) -> Int32 {
    let variables = environment.map { "\($0.key)=\($0.value)" }
    let result = withCStrings(command) { words in
      withCStrings(variables) { linux_spawn(words[0], words, $0, folder, streams.0, streams.1, streams.2) }
    }
    guard result > 0 else { throw SystemError("start \(command[0])", code: -result) }
    return result
  }

  /// How the program ended, once `ending` says that it has; asked once, as the kernel then forgets the program.
  public static func exit(of number: Int32) -> ProcessExit {
    var status: Int32 = 0
    while waitpid(number, &status, 0) < 0 {
      // Nobody else waits for our children.
      guard errno == EINTR else { return .signal(SIGKILL) }
    }
    return ProcessExit(status: status)
  }
}
