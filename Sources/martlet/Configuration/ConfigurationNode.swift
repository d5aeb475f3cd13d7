import Chat

/// One object of the configuration: knows its path, and which of its keys were asked for.
final class ConfigurationNode {
  let path: String
  /// False for a value that is no object, which has been reported.
  let isObject: Bool
  private let members: [String: JSONValue]
  private var known: Set<String> = []
  private let report: (String) -> Void

  init(_ value: JSONValue, path: String, report: @escaping (String) -> Void) {
    self.path = path
    self.report = report
    if case .object(let members) = value {
      (self.members, isObject) = (members, true)
    } else {
      (members, isObject) = ([:], false)
      report("\(path.isEmpty ? "the file" : path): must be an object")
    }
  }

  func problem(_ key: String, _ words: String) { report("\(full(key)): \(words)") }

  func text(_ key: String) -> String? { value(key, "a text") { $0.text } }

  /// One of the words that `T` knows.
  func choice<T: RawRepresentable & CaseIterable>(_ key: String) -> T? where T.RawValue == String {
    value(key, "one of " + T.allCases.map(\.rawValue).joined(separator: ", ")) {
      $0.text.flatMap { T(rawValue: $0) }
    }
  }

  func flag(_ key: String) -> Bool? {
    value(key, "true or false") { if case .bool(let flag) = $0 { flag } else { nil } }
  }

  func number(_ key: String, in range: ClosedRange<Int>) -> Int? {
    value(key, "a whole number from \(range.lowerBound) to \(range.upperBound)") {
      if case .integer(let number) = $0, range.contains(number) { number } else { nil }
    }
  }

  func decimal(_ key: String, in range: ClosedRange<Double>) -> Double? {
    value(key, "a number from \(range.lowerBound) to \(range.upperBound)") {
      let number: Double? =
        if case .integer(let whole) = $0 { Double(whole) } else if case .number(let number) = $0 {
          number
        } else { nil }
      return number.flatMap { range.contains($0) ? $0 : nil }
    }
  }

  func texts(_ key: String) -> [String]? {
    value(key, "a list of texts") {
      guard case .array(let items) = $0 else { return nil }
      let texts = items.compactMap(\.text)
      return texts.count == items.count ? texts : nil
    }
  }

  /// Texts by name.
  func table(_ key: String) -> [String: String]? {
    value(key, "an object of texts") {
      guard case .object(let members) = $0 else { return nil }
      let texts = members.compactMapValues(\.text)
      return texts.count == members.count ? texts : nil
    }
  }

  func node(_ key: String) -> ConfigurationNode? {
    known.insert(key)
    return members[key].map { ConfigurationNode($0, path: full(key), report: report) }
  }

  var names: [String] { members.keys.sorted() }

  /// The members as objects of their own, by name: of a table such as `providers`.
  var children: [(name: String, node: ConfigurationNode)] {
    known.formUnion(members.keys)
    return names.compactMap { name in node(name).map { (name, $0) } }
  }

  /// Whether the object has that key, of whatever kind.
  func has(_ key: String) -> Bool { members[key] != nil }

  /// Reports every key that nobody asked for.
  ///
  /// optional: keys that there may be besides those that were asked for
  func finish(also optional: [String] = []) {
    let all = known.union(optional).sorted()
    for key in names where !known.contains(key) {
      problem(key, "there is no such key; there are: \(all.joined(separator: ", "))")
    }
  }

  private func value<T>(_ key: String, _ kind: String, _ read: (JSONValue) -> T?) -> T? {
    known.insert(key)
    guard let value = members[key] else { return nil }
    guard let result = read(value) else {
      problem(key, "must be \(kind)")
      return nil
    }
    return result
  }

  private func full(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}
