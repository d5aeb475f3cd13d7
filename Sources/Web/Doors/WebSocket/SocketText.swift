internal import Chat

/// A message to the client, one object of JSON in the making: `{"type":…` and what is added.
struct SocketText {
  private(set) var bytes: [UInt8]

  init(_ type: String) {
    bytes = Array("{".utf8)
    add("type", type)
  }

  private init() { bytes = Array("{".utf8) }

  mutating func add(_ name: String, _ text: String) {
    begin(name)
    JSONText.append(text, to: &bytes)
  }

  /// json: a value as it is to stand there
  mutating func add(_ name: String, json: some Sequence<UInt8>) {
    begin(name)
    bytes += json
  }

  mutating func add(_ name: String, _ number: Int) { add(name, json: "\(number)".utf8) }

  static func data(_ build: (inout SocketText) -> Void) -> [UInt8] {
    var data = SocketText()
    build(&data)
    return data.bytes + [0x7d]
  }

  /// The message with the place from which to go on behind it.
  func ended(at place: SocketPlace) -> [UInt8] {
    var text = self
    text.add("cursor", place.description)
    return text.bytes + [0x7d]
  }

  private mutating func begin(_ name: String) {
    if bytes.count > 1 { bytes.append(0x2c) }
    JSONText.append(name, to: &bytes)
    bytes.append(0x3a)
  }
}
