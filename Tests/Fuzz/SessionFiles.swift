// sources: HTTP Sources/Chat/[FV]*/* Sources/Chat/ChatLimits.* Sources/Chat/Bots/BotEvent.* Tests/Fuzz/Shared/Pieces.*
// Session files and journals: any bytes are read; what was read is written so that it reads the same; and a
// text that is in no way ours comes back as it was, however it imitates the format.
import HTTP

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  let read = SessionParser.parse(bytes, id: "i")
  expectSame(told(read.history), told(written(read.history).history), "a history, written and read")

  var message = Message(id: "m", role: .assistant, at: 1, content: String(decoding: bytes, as: UTF8.self))
  message.parts = [.text(message.content)]
  let again = written([message, message])
  expectSame(told(again.history), told([message, message]), "a text of any kind")
  expectSame(["\(again.ending)"], ["whole"], "the end of a file of ours")

  let journal = JournalText(bytes)
  let copy = JournalText(
    Array(JournalText.header(boot: "b").utf8) + (journal?.entries.flatMap(\.bytes) ?? []))
  expectSame(told(journal), told(copy), "a journal, read and written")
  return 0
}

private func written(_ history: [Message]) -> StoredSession {
  let cursor = Cursor(epoch: "e", sequence: 1)
  let front = FrontMatter(id: "i", name: "n", created: 1, updated: 1, user: "u", cursor: cursor)
  let stamp = SessionFile.Stamp(at: 1, boot: "b", cursor: cursor, previewCharacters: 20)
  return SessionParser.parse(SessionFile.encode(front, history, stamp), id: "i")
}

private func told(_ history: [Message]) -> [String] {
  history.map { String(decoding: JSONText.encode($0), as: UTF8.self) }
}

private func told(_ journal: JournalText?) -> [String] {
  journal?.entries.map { String(decoding: $0.bytes, as: UTF8.self) } ?? []
}
