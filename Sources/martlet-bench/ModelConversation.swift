/// One client of the stub model: request after request on one connection.
struct ModelConversation {
  private let socket: BlockingSocket
  private var pending: [UInt8] = []

  init(_ socket: BlockingSocket) { self.socket = socket }

  mutating func run() {
    while let request = nextRequest() {
      let isOpen = request.hasPrefix("POST ") ? answer(request) : listModels()
      guard isOpen else { return }
    }
  }

  /// Head and body as one text; the body must be counted, which is what every client of a model does.
  private mutating func nextRequest() -> String? {
    while true {
      let text = String(decoding: pending, as: UTF8.self)
      if let end = text.firstRange(of: "\r\n\r\n") {
        let length = Self.bodyLength(text[..<end.lowerBound])
        let whole = text.utf8.distance(from: text.startIndex, to: end.upperBound) + length
        if pending.count >= whole { return take(whole) }
      }
      guard let more = socket.receive() else { return nil }
      pending += more
    }
  }

  private mutating func take(_ count: Int) -> String {
    defer { pending.removeFirst(count) }
    return String(decoding: pending[..<count], as: UTF8.self)
  }

  private static func bodyLength(_ head: Substring) -> Int {
    let line = head.lowercased().split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
    return line.flatMap { Int($0.dropFirst(15).drop { $0 == " " }) } ?? 0
  }

  private func listModels() -> Bool {
    let body = #"{"object":"list","data":[{"id":"chunks=20","object":"model"}]}"#
    let head =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
    return socket.send(Array((head + body).utf8)[...])
  }

  private func answer(_ request: String) -> Bool {
    let script = Script(Self.model(in: request))
    var pace = Pace(rate: script.rate)
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
    guard socket.send(Array(head.utf8)[...]) else { return false }
    for index in 0..<script.chunks {
      pace.wait()
      guard say(#"{"content":"\#(script.chunk(index))"}"#, finish: "null") else { return false }
    }
    return say("{}", finish: #""stop""#) && send("data: [DONE]\n\n")
      && socket.send(Array("0\r\n\r\n".utf8)[...])
  }

  private static func model(in request: String) -> String {
    guard let key = request.firstRange(of: #""model""#) else { return "" }
    let rest = request[key.upperBound...].drop { $0 != "\"" }.dropFirst()
    return String(rest.prefix { $0 != "\"" })
  }

  private func say(_ delta: String, finish: String) -> Bool {
    send(
      """
      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"stub",\
      "choices":[{"index":0,"delta":\(delta),"finish_reason":\(finish)}]}\n\n
      """)
  }

  /// One event, one HTTP chunk, one segment on the wire: as model servers do.
  private func send(_ event: String) -> Bool {
    let length = String(event.utf8.count, radix: 16)
    return socket.send(Array("\(length)\r\n\(event)\r\n".utf8)[...])
  }
}
