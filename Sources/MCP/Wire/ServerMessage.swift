internal import Chat

/// One JSON-RPC 2.0 message of a server.
enum ServerMessage: Equatable, Sendable {
  case result(id: Int, JSONValue)
  /// id: nil where the server could not tell which request it was
  case failure(id: Int?, RPCFailure)
  /// The server wants something of us, and an answer with the same id.
  case request(id: JSONValue, method: String, params: JSONValue)
  case notification(method: String, params: JSONValue)

  /// The messages of one text: one, or those of a batch (revision 2025-03-26 has batches). nil for what is no
  /// JSON-RPC at all; what else does not fit in a batch is left out.
  ///
  /// cost: some 50 ns a byte
  static func read(_ bytes: [UInt8]) -> [ServerMessage]? {
    guard let value = JSONValue(json: bytes) else { return nil }
    if case .array(let batch) = value {
      let messages = batch.compactMap(ServerMessage.init)
      return messages.isEmpty ? nil : messages
    }
    return ServerMessage(value).map { [$0] }
  }

  init?(_ value: JSONValue) {
    guard case .object = value, value["jsonrpc"]?.text == "2.0" else { return nil }
    let params = value["params"] ?? .object([:])
    if let method = value["method"]?.text {
      switch value["id"] {
      case nil: self = .notification(method: method, params: params)
      case .string?, .integer?, .number?: self = .request(id: value["id"] ?? .null, method: method, params: params)
      default: return nil
      }
    } else if let error = value["error"] {
      guard let failure = RPCFailure(error) else { return nil }
      self = .failure(id: value["id"]?.integer, failure)
    } else {
      guard let result = value["result"], let id = value["id"]?.integer else { return nil }
      self = .result(id: id, result)
    }
  }

  /// Which of our requests it answers.
  var answeredID: Int? {
    switch self {
    case .result(let id, _): id
    case .failure(let id, _): id
    case .request, .notification: nil
    }
  }
}
