/// Posts stamped events of type `token` to an nchan publisher at a steady rate, at last one `done`.
struct Publish {
  private let socket: BlockingSocket
  private let head: String
  private let events: Int
  private var pace: Pace

  init(_ options: Options) throws {
    let port = UInt16(try options.number("port"))
    events = try options.number("events")
    pace = Pace(rate: try options.number("rate"))
    head = "POST \(try options.text("path")) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n"
    socket = try BlockingSocket.connect(port: port)
  }

  mutating func run() throws {
    for _ in 0..<events {
      pace.wait()
      try post("token", #"{"text":"\#(Stamp.text())"}"#)
    }
    try post("done", "{}")
  }

  private func post(_ event: String, _ data: String) throws {
    let fields =
      "X-EventSource-Event: \(event)\r\nContent-Type: text/plain\r\nContent-Length: \(data.utf8.count)\r\n"
    socket.send(Array((head + fields + "\r\n" + data).utf8)[...])
    guard let answer = socket.receive(), answer.starts(with: "HTTP/1.1 20".utf8) else {
      throw Failure("the publisher was refused")
    }
  }
}
