import Testing

@testable import Chat

@Suite struct JSONTextTests {
  @Test func `an escaped string decodes to itself, whatever is in it`() throws {
    var dice = Dice(1)
    var texts = (0..<128).compactMap { Unicode.Scalar($0).map { String(Character($0)) } }
    texts += (0..<500).map { _ in dice.nastyText() }
    for text in texts {
      var bytes: [UInt8] = []
      JSONText.append(text, to: &bytes)
      #expect(try JSONText.decode(String.self, from: bytes) == text)
      #expect(!bytes.contains { $0 < 32 })
    }
  }

  @Test func `an encoded value stands on one line and its keys are sorted`() {
    let message = Message(id: "b", role: .user, at: 5, content: "one\ntwo / three")
    let text = String(decoding: JSONText.encode(message), as: UTF8.self)
    #expect(text == #"{"at":5,"content":"one\ntwo / three","id":"b","role":"user"}"#)
  }
}
