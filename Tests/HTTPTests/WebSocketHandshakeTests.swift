import Testing

@testable import HTTP

/// RFC 6455 §4.2.
@Suite struct WebSocketHandshakeTests {
  private static let key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
  private static let version = "Sec-WebSocket-Version: 13"
  private static let upgrade = "Upgrade: websocket"
  private static let connection = "Connection: keep-alive, Upgrade"

  @Test func takesAClientThatKnowsHow() throws {
    let handshake = try Self.handshake([Self.upgrade, Self.connection, Self.version, Self.key])
    #expect(handshake.challenge == Array("dGhlIHNhbXBsZSBub25jZQ==258EAFA5-E914-47DA-95CA-C5AB0DC85B11".utf8))
    let fields = handshake.answer(digest: [UInt8](0..<20), deflate: nil)
    #expect(fields["Sec-WebSocket-Accept"] == "AAECAwQFBgcICQoLDA0ODxAREhM=")
    #expect(fields["Upgrade"] == "websocket" && fields[.connection] == "Upgrade")
    #expect(!fields.has("Sec-WebSocket-Extensions"))
  }

  @Test func refusesAllOthers() {
    #expect(throws: WebSocketHandshake.Failure.notAnUpgrade) { try Self.handshake([]) }
    #expect(throws: WebSocketHandshake.Failure.notAnUpgrade) {
      try Self.handshake([Self.upgrade, "Connection: close", Self.version, Self.key])
    }
    #expect(throws: WebSocketHandshake.Failure.notAnUpgrade) {
      try Self.handshake(["Upgrade: h2c", Self.connection, Self.version, Self.key])
    }
    #expect(throws: WebSocketHandshake.Failure.notAnUpgrade) {
      try Self.handshake([Self.upgrade, Self.connection, Self.version, Self.key], "HEAD")
    }
    for version in [["Sec-WebSocket-Version: 8"], [], [Self.version, Self.version]] {
      #expect(throws: WebSocketHandshake.Failure.wrongVersion) {
        try Self.handshake([Self.upgrade, Self.connection, Self.key] + version)
      }
    }
    for key in [
      [], [Self.key, Self.key], ["Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ"],
      ["Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZ==="], ["Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j*Q=="],
    ] {
      #expect(throws: WebSocketHandshake.Failure.badKey) {
        try Self.handshake([Self.upgrade, Self.connection, Self.version] + key)
      }
    }
  }

  @Test func saysWhichVersionItSpeaks() {
    #expect(WebSocketHandshake.Failure.wrongVersion.status == 426)
    #expect(WebSocketHandshake.Failure.wrongVersion.fields["Sec-WebSocket-Version"] == "13")
    #expect(WebSocketHandshake.Failure.badKey.status == 400)
  }

  private static func handshake(_ fields: [String], _ method: String = "GET") throws -> WebSocketHandshake {
    let text = (["\(method) /ws HTTP/1.1", "Host: x"] + fields + ["", ""]).joined(separator: "\r\n")
    return try WebSocketHandshake(try #require(try RequestHead.parse(Array(text.utf8).span)))
  }
}
