/// All that is wrong with a configuration, each with the path of its key.
struct ConfigurationError: Error, CustomStringConvertible {
  let file: String
  let problems: [String]

  var description: String {
    (["\(file): \(problems.count == 1 ? "one problem" : "\(problems.count) problems")"]
      + problems.map { "  " + $0 })
      .joined(separator: "\n")
  }
}
