/// A figure that the house tells a monitor.
public struct Metric: Sendable {
  /// What a monitor may do with it.
  public enum Kind: String, Sendable {
    /// Only ever grows, from the start on.
    case counter
    case gauge
  }

  let name: String
  let help: String
  let kind: Kind
  let samples: [(labels: [(String, String)], value: Double)]

  /// samples: one for each set of labels
  public init(_ name: String, _ kind: Kind, _ help: String, _ samples: [(labels: [(String, String)], value: Double)]) {
    self.name = name
    self.kind = kind
    self.help = help
    self.samples = samples
  }

  public init(_ name: String, _ kind: Kind, _ help: String, _ value: some BinaryInteger) {
    self.init(name, kind, help, [([], Double(value))])
  }

  /// The text format of Prometheus, version 0.0.4.
  static func text(_ metrics: [Metric]) -> String {
    metrics.map(\.text).joined()
  }

  private var text: String {
    var text = "# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(kind.rawValue)\n"
    for sample in samples {
      let labels = sample.labels.map { "\($0.0)=\"\(Self.escaped($0.1, quotes: true))\"" }.joined(separator: ",")
      text += labels.isEmpty ? name : "\(name){\(labels)}"
      text += " \(Self.number(sample.value))\n"
    }
    return text
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 9e15 ? "\(Int64(value))" : "\(value)"
  }

  private static func escaped(_ text: String, quotes: Bool) -> String {
    var escaped = text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    if quotes { escaped = escaped.replacing("\"", with: "\\\"") }
    return escaped
  }
}
