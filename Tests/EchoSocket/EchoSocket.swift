import EventLoop
import Glibc
import HTTP
import HTTPServer
import Kernel

/// Says back what it hears, over the same rooms that Martlet is made of: what suites for WebSocket ask for.
/// Prints its port; ends when its standard input does.
@main struct EchoSocket {
  static func main() {
    Loop.run {
      var limits = ServerLimits()
      limits.socketDeflateBytes = 0
      let server = HTTPServer(limits: limits) { exchange in
        do {
          let handshake = try WebSocketHandshake(exchange.head)
          let echo = Echo()
          echo.socket = exchange.upgrade(handshake, to: echo, messageBytes: 64 << 20, forgets: false)
        } catch let failure as WebSocketHandshake.Failure {
          exchange.respond(Response(failure.status, failure.fields))
        } catch { exchange.respond(Response(500)) }
      }
      let address = try! server.listen(on: SocketAddress(literal: "127.0.0.1", port: 0)!)
      print(address.port)
      fflush(nil)
      while true { try? await Loop.sleep(for: .seconds(1)) }
    }
  }
}

@Loop final class Echo: WebSocketHandler {
  var socket: WebSocket?

  func next() -> WebSocketStep { .wait }

  func received(_ message: WebSocketMessage) {
    switch message {
    case .text(let bytes): socket?.send(.text, bytes)
    case .binary(let bytes): socket?.send(.binary, bytes)
    default: break
    }
  }

  func socketEnded() { socket = nil }
}
