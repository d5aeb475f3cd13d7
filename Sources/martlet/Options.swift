/// The options of the command line, where they differ from the configuration.
struct Options: Sendable {
  var config: String?
  var data: String?
  var host: String?
  var port: UInt16?
  var staticFolder: String?
  var logLevel = Log.Level.info
  var isOpenToAnyone = false

  /// Returns what is not an option as operands.
  static func parse(_ arguments: ArraySlice<String>) throws(UsageError) -> (Options, [String]) {
    var options = Options()
    var operands: [String] = []
    var rest = arguments
    while let word = rest.popFirst() {
      guard word.hasPrefix("--") else {
        operands.append(word)
        continue
      }
      if word == "--insecure-anyone-may-use-this" {
        options.isOpenToAnyone = true
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard names.contains(parts[0]) else { throw UsageError(words: "there is no option \(parts[0])") }
      guard let value = parts.count > 1 ? parts[1] : rest.popFirst(), !value.isEmpty else {
        throw UsageError(words: "\(parts[0]) needs a value")
      }
      try options.set(parts[0], value)
    }
    return (options, operands)
  }

  private static let names: Set = ["--config", "--data", "--host", "--static", "--port", "--log-level"]

  private mutating func set(_ name: String, _ value: String) throws(UsageError) {
    switch name {
    case "--config": config = value
    case "--data": data = value
    case "--host": host = value
    case "--static": staticFolder = value
    case "--port":
      guard let number = UInt16(value) else {
        throw UsageError(words: "--port takes a number from 0 to 65535")
      }
      port = number
    default:
      guard let level = Log.Level(rawValue: value) else {
        throw UsageError(words: "--log-level takes debug, info, warning or error")
      }
      logLevel = level
    }
  }
}
