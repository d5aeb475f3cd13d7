/// The measuring tool's commands. `Scripts/bench` is the one caller that matters.
@main enum MartletBench {
  static let usage = """
    martlet-bench subscribe --port N --path P --count N [--seconds N]
        opens N event streams, prints `ready`, counts what arrives until each has seen `done`, prints JSON
    martlet-bench publish --port N --path P --events N --rate R
        posts stamped events to an nchan publisher, R a second, then `done`
    martlet-bench model [--port N]
        an OpenAI-compatible model whose answer is written in its name: chunks=5000,rate=0,lt,stamped
    """

  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    do {
      try run(words.first, Options(words.dropFirst()))
    } catch {
      Output.complain("martlet-bench: \(error)\n\(usage)\n")
      Output.leave(2)
    }
  }

  private static func run(_ command: String?, _ options: Options) throws {
    switch command {
    case "subscribe":
      var subscribe = try Subscribe(options)
      try subscribe.run()
    case "publish":
      var publish = try Publish(options)
      try publish.run()
    case "model":
      try ModelServer(port: options.number("port", or: 0)).run()
    default:
      throw Failure("which command?")
    }
  }
}
