import Chat
import TestSupport

/// A whole answer, taken apart.
struct Answer {
  let status: Int
  let body: [UInt8]
  private let lines: [String]

  init(_ bytes: [UInt8]) throws {
    let end = Array("\r\n\r\n".utf8)
    guard let cut = bytes.indices.first(where: { bytes[$0...].starts(with: end) }) else {
      throw NeverHappened(description: "an answer came, but \(String(decoding: bytes, as: UTF8.self))")
    }
    lines = String(decoding: bytes[..<cut], as: UTF8.self).split(separator: "\r\n").map(String.init)
    body = Array(bytes[(cut + end.count)...])
    status = Int(lines[0].split(separator: " ")[1]) ?? 0
  }

  /// The first value of a field.
  subscript(name: String) -> String? {
    lines.dropFirst().first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
      .map { String($0.dropFirst(name.count + 1).drop { $0 == " " }) }
  }

  var text: String { String(decoding: body, as: UTF8.self) }
  var json: JSONValue { JSONValue(json: body) ?? .null }
  var code: String? { json["error"]?["code"]?.text }
  var message: String? { json["error"]?["message"]?.text }
}

extension JSONValue {
  var list: [JSONValue]? { if case .array(let items) = self { items } else { nil } }
}
