internal import Chat

/// The `error` of a JSON-RPC answer.
struct RPCFailure: Equatable, Sendable {
  /// Codes that only servers of revision 2026-07-28 and later use: proof of the modern era.
  static let headerMismatch = -32020
  static let missingCapability = -32021
  static let unsupportedVersion = -32022
  static let methodNotFound = -32601

  let code: Int
  let message: String
  let data: JSONValue

  init?(_ value: JSONValue) {
    guard let code = value["code"]?.integer else { return nil }
    self.code = code
    message = value["message"]?.text ?? ""
    data = value["data"] ?? .null
  }

  var isModern: Bool { (Self.unsupportedVersion...Self.headerMismatch).contains(code) }

  /// The revisions that the server says it speaks.
  var supportedVersions: [String] { data["supported"]?.elements.compactMap(\.text) ?? [] }
}
