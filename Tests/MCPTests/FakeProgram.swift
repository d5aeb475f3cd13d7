import Chat
import EventLoop

@testable import MCP

/// A server program inside the test: reads what it is sent, says what the test wants.
@Loop final class FakeProgram: ServerProcess {
  typealias Answer = @Loop (FakeProgram, JSONValue) async -> Void

  /// All that it was sent, in order.
  private(set) var heard: [JSONValue] = []
  private(set) var isEnded = false
  private(set) var isInputClosed = false
  private let answer: Answer
  private var lines = LineReader(limitBytes: 1 << 20)
  private var said: [[UInt8]] = []
  private var reader: CheckedContinuation<Void, Never>?
  private var exit: String?

  init(_ answer: @escaping Answer) { self.answer = answer }

  var methods: [String] { heard.compactMap { $0["method"]?.text } }

  func say(_ text: String) { say(Array(text.utf8)) }

  func say(_ bytes: [UInt8]) {
    said.append(bytes)
    wake()
  }

  func say(_ message: JSONValue) { say(message.encoded + [10]) }

  /// Answers a request.
  func reply(to request: JSONValue, _ result: JSONValue) {
    say(.object(["jsonrpc": .string("2.0"), "id": request["id"] ?? .null, "result": result]))
  }

  func refuse(_ request: JSONValue, _ code: Int, _ words: String, data: JSONValue = .null) {
    let error: JSONValue = .object(["code": .integer(code), "message": .string(words), "data": data])
    say(.object(["jsonrpc": .string("2.0"), "id": request["id"] ?? .null, "error": error]))
  }

  func tell(_ method: String, _ params: JSONValue) {
    say(.object(["jsonrpc": .string("2.0"), "method": .string(method), "params": params]))
  }

  func die(_ words: String) {
    exit = words
    wake()
  }

  func output() async -> [UInt8]? {
    while true {
      if !said.isEmpty { return said.removeFirst() }
      if exit != nil { return nil }
      await withCheckedContinuation {
        if said.isEmpty, exit == nil { reader = $0 } else { $0.resume() }
      }
    }
  }

  var complaints: [[UInt8]] = []

  func errors() async -> [UInt8]? { complaints.isEmpty ? nil : complaints.removeFirst() }

  func write(_ bytes: [UInt8]) async throws {
    guard exit == nil else { throw CancellationError() }
    for case .text(let line) in lines.take(bytes) {
      guard let message = JSONValue(json: line) else { continue }
      heard.append(message)
      await answer(self, message)
    }
  }

  func closeInput() { isInputClosed = true }

  func ending(within limit: Duration) async -> String? { exit }

  func end(grace: Duration) async {
    isEnded = true
    die(exit ?? "was ended")
  }

  private func wake() {
    reader?.resume()
    reader = nil
  }
}
