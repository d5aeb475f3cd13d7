/// The hosts that are reached directly although a proxy is set: the value of `NO_PROXY`.
///
/// A list by commas or spaces of: `*` (all), a name (itself and what ends in it: `example.org` and
/// `.example.org` alike), an IP address, a network as `10.0.0.0/8`; a name or address may end in `:port`.
struct NoProxy: Equatable, Sendable {
  private enum Rule: Equatable, Sendable {
    case all
    case name(String, port: UInt16?)
    case network(IPAddress, length: Int, port: UInt16?)
  }

  private let rules: [Rule]

  init(_ list: String) {
    rules = list.lowercased().split { $0 == "," || $0 == " " || $0 == "\t" }.compactMap {
      Self.rule(String($0))
    }
  }

  func covers(_ host: String, port: UInt16) -> Bool {
    let address = IPAddress(host)
    let name = host.hasSuffix(".") ? String(host.dropLast()) : host
    return rules.contains { rule in
      switch rule {
      case .all: true
      case .name(let suffix, let only): address == nil && fits(only, port) && isName(name, below: suffix)
      case .network(let network, let length, let only):
        fits(only, port) && address?.isInside(network, length: length) == true
      }
    }
  }

  private func fits(_ only: UInt16?, _ port: UInt16) -> Bool { only == nil || only == port }

  private func isName(_ name: String, below suffix: String) -> Bool {
    name == suffix || name.hasSuffix("." + suffix)
  }

  private static func rule(_ text: String) -> Rule? {
    if text == "*" { return .all }
    if let network = network(text, port: nil) { return network }
    let (host, port) = splitPort(text)
    if let network = network(host, port: port) { return network }
    let name = host.hasPrefix("*.") ? host.dropFirst(2) : host.drop { $0 == "." }
    return name.isEmpty ? nil : .name(String(name), port: port)
  }

  private static func network(_ text: String, port: UInt16?) -> Rule? {
    let bare = text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
    let parts = bare.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let address = IPAddress(String(parts[0])) else { return nil }
    let bits = address.bytes.count * 8
    guard parts.count == 2 else { return .network(address, length: bits, port: port) }
    guard let length = Int(parts[1]), (0...bits).contains(length) else { return nil }
    return .network(address, length: length, port: port)
  }

  private static func splitPort(_ text: String) -> (host: String, port: UInt16?) {
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
      return (text, nil)
    }
    return (String(text[..<colon]), port)
  }
}
