import Chat
import Testing
import Tools

@testable import MCP

struct CallResultTests {
  private func output(_ text: String, _ limits: MCPLimits = .standard) -> ToolOutput {
    CallResult.output(json(text), limits)
  }

  @Test func `joins texts, and shows pictures as pictures`() {
    let result = output(
      #"{"content":[{"type":"text","text":"a"},{"type":"image","data":"aGk=","mimeType":"image/PNG"},"#
        + #"{"type":"text","text":"b"}]}"#
    )
    #expect(result.text == "a\nb")
    #expect(result.pictures == [.init(mime: "image/png", bytes: Array("hi".utf8))])
    #expect(result.isOK && !result.isTruncated)
  }

  @Test func `tells of what it cannot show`() {
    #expect(
      output(#"{"content":[{"type":"audio","data":"aGk=","mimeType":"audio/wav"}]}"#).text
        == "[a sound, audio/wav, 2 bytes, not shown]")
    #expect(
      output(#"{"content":[{"type":"image","data":"%%%","mimeType":"image/png"},{"type":"hologram"}]}"#).text
        == "[a picture that is not valid base64]\n[a part of the kind hologram, not shown]")
    #expect(output(#"{"content":[{"type":"image"}]}"#).text == "[a picture that is not valid base64]")
  }

  @Test func `shows resources and links`() {
    #expect(
      output(#"{"content":[{"type":"resource","resource":{"uri":"file:///a","text":"words"}}]}"#).text
        == "file:///a\nwords")
    let blob = output(
      #"{"content":[{"type":"resource","resource":{"uri":"u:a","mimeType":"image/gif","blob":"aGk="}}]}"#)
    #expect(blob.text == "u:a")
    #expect(blob.pictures.count == 1)
    #expect(
      output(#"{"content":[{"type":"resource_link","uri":"file:///m","name":"m","description":"main\nfile"}]}"#).text
        == "[link] m · file:///m · main file")
  }

  @Test func `shows structured content where nothing else is`() {
    #expect(output(#"{"structuredContent":{"b":1,"a":[true]},"content":[]}"#).text.contains("\"a\""))
    #expect(output(#"{"structuredContent":{"b":1},"content":[{"type":"text","text":"t"}]}"#).text == "t")
  }

  @Test func `says whether it failed`() {
    #expect(!output(#"{"content":[],"isError":true}"#).isOK)
    #expect(output("{}").isOK)
  }

  @Test func `cuts what is too long`() {
    let long = String(repeating: "x", count: ToolLimits.outputBytes + 5)
    let result = output(#"{"content":[{"type":"text","text":"\#(long)"}]}"#)
    #expect(result.isTruncated)
    #expect(result.text.utf8.count == ToolLimits.outputBytes)
  }

  @Test func `shows so many pictures and no more`() {
    var limits = MCPLimits.standard
    limits.pictures = 2
    let picture = #"{"type":"image","data":"aGk=","mimeType":"image/png"}"#
    let result = output(#"{"content":[\#(picture),\#(picture),\#(picture)]}"#, limits)
    #expect(result.pictures.count == 2)
    #expect(result.text == "[a picture, image/png, 2 bytes, not shown]")
  }
}
