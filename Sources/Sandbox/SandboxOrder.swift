/// What the supervisor is told on its command line.
struct SandboxOrder: Hashable {
  var confinement: Confinement
  /// The process that it must not outlive.
  var parent: Int32
  var program: [String]

  init(confinement: Confinement, parent: Int32, program: [String]) {
    self.confinement = confinement
    self.parent = parent
    self.program = program
  }

  var words: [String] {
    let limits = confinement.limits
    var words = ["--parent", "\(parent)"]
    words += ["--limits", "\(limits.processes),\(limits.fileBytes),\(limits.openFiles),\(limits.niceness)"]
    if !confinement.isEnforced { words.append("--off") }
    if confinement.network { words.append("--network") }
    words += confinement.closedPorts.flatMap { ["--closed-port", "\($0)"] }
    words += confinement.writable.flatMap { ["--write", $0] } + confinement.readable.flatMap { ["--read", $0] }
    words += confinement.hidden.flatMap { ["--hide", $0] }
    return words + ["--"] + program
  }

  /// nil if the words make no sense.
  init?(words: [String]) {
    self.init(confinement: Confinement(writable: []), parent: 0, program: [])
    var rest = words[...]
    while let word = rest.popFirst(), word != "--" {
      switch word {
      case "--off": confinement.isEnforced = false
      case "--network": confinement.network = true
      default: guard let value = rest.popFirst(), take(word, value) else { return nil }
      }
    }
    program = Array(rest)
    if program.isEmpty || parent == 0 { return nil }
  }

  private mutating func take(_ word: String, _ value: String) -> Bool {
    switch word {
    case "--write": confinement.writable.append(value)
    case "--read": confinement.readable.append(value)
    case "--hide": confinement.hidden.append(value)
    case "--parent": parent = Int32(value) ?? 0
    case "--limits": return takeLimits(value.split(separator: ",").compactMap { Int($0) })
    case "--closed-port":
      guard let port = UInt16(value) else { return false }
      confinement.closedPorts.append(port)
    default: return false
    }
    return true
  }

  private mutating func takeLimits(_ numbers: [Int]) -> Bool {
    guard numbers.count == 4 else { return false }
    confinement.limits.processes = numbers[0]
    confinement.limits.fileBytes = numbers[1]
    confinement.limits.openFiles = numbers[2]
    confinement.limits.niceness = numbers[3]
    return true
  }
}
