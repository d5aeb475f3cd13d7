import Chat
import EventLoop

@testable import MCP

extension FakeProgram {
  /// Speaks the newest revision; `call` answers calls of its tools.
  static func modern(
    tools: [JSONValue] = [tool("echo")], listChanged: Bool = false, _ call: @escaping Answer = echo
  ) -> FakeProgram {
    FakeProgram { program, message in
      switch message["method"]?.text {
      case "server/discover":
        program.reply(
          to: message,
          .object([
            "resultType": .string("complete"), "supportedVersions": .array([.string("2026-07-28")]),
            "capabilities": .object(["tools": .object(["listChanged": .bool(listChanged)])]),
          ]))
      case "tools/list": program.reply(to: message, .object(["tools": .array(tools)]))
      default: await call(program, message)
      }
    }
  }

  /// Knows only the handshake, and refuses all before it.
  static func old(
    version: String = "2025-11-25", tools: [JSONValue] = [tool("echo")], _ call: @escaping Answer = echo
  ) -> FakeProgram {
    FakeProgram { program, message in
      switch message["method"]?.text {
      case "server/discover": program.refuse(message, -32602, "Invalid request parameters")
      case "initialize":
        program.reply(
          to: message,
          .object([
            "protocolVersion": .string(version), "capabilities": .object(["tools": .object([:])]),
            "serverInfo": .object(["name": .string("old"), "version": .string("1")]),
          ]))
      case "tools/list": program.reply(to: message, .object(["tools": .array(tools)]))
      default: await call(program, message)
      }
    }
  }

  static func tool(_ name: String, _ more: [String: JSONValue] = [:]) -> JSONValue {
    .object(["name": .string(name), "inputSchema": .object(["type": .string("object")])].merging(more) { $1 })
  }

  /// Answers a call with its own arguments.
  static let echo: Answer = { program, message in
    guard message["method"]?.text == "tools/call" else { return }
    let text = String(decoding: (message["params"]?["arguments"] ?? .null).encoded, as: UTF8.self)
    program.reply(
      to: message, .object(["content": .array([.object(["type": .string("text"), "text": .string(text)])])]))
  }
}

/// A value written as JSON.
func json(_ text: String) -> JSONValue { JSONValue(json: Array(text.utf8)) ?? .null }
