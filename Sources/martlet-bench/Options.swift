/// `--name value` pairs.
struct Options {
  private var values: [String: String] = [:]

  init(_ words: ArraySlice<String>) throws {
    var rest = words
    while let name = rest.popFirst() {
      guard name.hasPrefix("--"), let value = rest.popFirst() else {
        throw Failure("--name value, not \(name)")
      }
      values[String(name.dropFirst(2))] = value
    }
  }

  func text(_ name: String) throws -> String {
    guard let value = values[name] else { throw Failure("--\(name) is missing") }
    return value
  }

  func number(_ name: String, or standard: Int? = nil) throws -> Int {
    if values[name] == nil, let standard { return standard }
    guard let value = Int(try text(name)), value >= 0 else { throw Failure("--\(name) wants a whole number") }
    return value
  }
}
