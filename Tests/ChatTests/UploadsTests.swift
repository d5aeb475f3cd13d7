import EventLoop
import Testing

@testable import Chat

@Suite struct UploadsTests {
  static let png: [UInt8] =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + [UInt8](repeating: 7, count: 1000)

  @Loop private func upload(
    _ bytes: [UInt8], _ name: String = "p.png", _ house: House, for user: User = .owner
  ) async throws -> Chat.Attachment {
    let writer = try await house.sessions.uploads.begin(name: name, declaredType: "text/html", for: user)
    var rest = bytes[...]
    while !rest.isEmpty {
      try await writer.append(Array(rest.prefix(300)))
      rest = rest.dropFirst(300)
    }
    return try await writer.finish()
  }

  @Test @Loop func `what goes in comes out, in any part, also after a restart`() async throws {
    let house = try await House()
    let file = try await upload(Self.png, "../../My Picture.png", house)
    #expect(file.name == "My Picture.png")
    #expect(file.mime == "image/png")
    #expect(file.size == Self.png.count)
    #expect(file.url == "api/uploads/\(file.id).png")
    let next = try await house.reopened()
    let uploads = next.sessions.uploads
    let stored = try await uploads.open(file.id, for: .owner)
    #expect(stored.attachment == file)
    #expect(try await stored.read(at: 0, count: 9999) == Self.png)
    #expect(try await stored.read(at: 500, count: 10) == Array(Self.png[500..<510]))
    #expect(try await stored.read(at: 9999, count: 10).isEmpty)
    #expect(try await uploads.bytes(of: file.id, for: .owner, limit: 9999) == Self.png)
    await #expect(throws: ChatError.tooLarge("My Picture.png has more than 9 bytes")) {
      _ = try await uploads.bytes(of: file.id, for: .owner, limit: 9)
    }
  }

  @Test @Loop func `nobody else can open it, nor use a path for an id`() async throws {
    let house = try await House()
    let file = try await upload(Self.png, "p.png", house)
    for id in [file.id, "../sessions/x", file.id + ".json", file.id.uppercased(), ""] {
      await #expect(throws: ChatError.uploadNotFound(id)) {
        _ = try await house.sessions.uploads.open(id, for: User("ada"))
      }
    }
    let request = TurnRequest(message: "Mine!", attachments: [file.id])
    await #expect(throws: ChatError.unknownAttachment(file.id)) {
      _ = try await house.sessions.begin(request, for: User("ada"))
    }
  }

  @Test @Loop func `a record that a hand has spoiled is none`() async throws {
    let house = try await House()
    let file = try await upload(Self.png, "p.png", house)
    let path = "\(house.folder.path)/uploads/\(file.id).json"
    let text = String(decoding: try TemporaryFolder.read(path), as: UTF8.self)
    for spoiled in [text.replacing("\"size\":\(file.size)", with: "\"size\":-5"), "{", ""] {
      #expect(spoiled != text)
      try TemporaryFolder.write(Array(spoiled.utf8), to: path)
      await #expect(throws: ChatError.uploadNotFound(file.id)) {
        _ = try await house.sessions.uploads.open(file.id, for: .owner)
      }
    }
  }

  @Test @Loop func `one byte too many keeps nothing`() async throws {
    let house = try await House()
    let writer = try await house.sessions.uploads.begin(name: "a", declaredType: "", for: .owner, limit: 5)
    try await writer.append([1, 2, 3, 4, 5])
    await #expect(throws: ChatError.tooLarge("A file has at most 5 bytes")) { try await writer.append([6]) }
    #expect(try house.folder.names(in: "uploads").isEmpty)
  }

  @Test(arguments: ["create", "upload", "rename"])
  @Loop func `a full disk keeps nothing`(step: String) async throws {
    let faults = Faults()
    let house = try await House(willChange: faults.willChange)
    faults.fail(step)
    await #expect(throws: ChatError.self) { _ = try await upload(Self.png, "p.png", house) }
    faults.fail(nil)
    await house.sessions.uploads.sweep(olderThan: .seconds(60))
    #expect(try house.folder.names(in: "uploads").isEmpty)
  }

  @Test @Loop func `attachments stand in the message, and go with the session`() async throws {
    let house = try await House()
    let (one, two) = (
      try await upload(Self.png, "p.png", house), try await upload(Array("Notes".utf8), "n.md", house)
    )
    #expect(two.mime == "text/markdown")
    let turn = try await house.start(TurnRequest(message: "", attachments: [one.id, two.id]))
    #expect(turn.userMessage.attachments == [one, two])
    _ = await turn.session.stop()
    let fork = try await house.sessions.fork(turn.session.id, at: turn.userMessage.id, for: .owner)
    try await house.sessions.delete(turn.session.id, for: .owner)
    try await eventually { (try? house.folder.names(in: "uploads").count) == 4 }
    let copy = fork.history[0].attachments[0]
    #expect(copy.id != one.id)
    #expect(try await house.sessions.uploads.bytes(of: copy.id, for: .owner, limit: 9999) == Self.png)
  }

  @Test @Loop func `a session takes only its own uploads along`() async throws {
    let house = try await House()
    let file = try await upload(Self.png, "p.png", house)
    let turn = try await house.start(TurnRequest(message: "Hers", attachments: [file.id]))
    _ = await turn.session.stop()
    let thief = try await house.sessions.create(SessionDraft(history: [turn.userMessage]), for: User("eve"))
    try await house.sessions.delete(thief.id, for: User("eve"))
    await house.sessions.uploads.remove([file.id], ofSession: thief.id)
    #expect(try await house.sessions.uploads.open(file.id, for: .owner).attachment == file)
  }

  @Test @Loop func `an upload that an edit leaves behind goes in time, one that it keeps stays`() async throws {
    let house = try await House()
    let (one, two) = (try await upload(Self.png, "p.png", house), try await upload(Self.png, "p.png", house))
    let turn = try await house.start(TurnRequest(message: "Both", attachments: [one.id, two.id]))
    let session = turn.session
    _ = await session.stop()
    _ = try await house.start(
      TurnRequest(message: "One", sessionID: session.id, attachments: [two.id], edit: turn.userMessage.id))
    _ = await session.stop()
    let uploads = house.sessions.uploads
    await uploads.sweep(olderThan: .seconds(3600))
    #expect(try await uploads.bytes(of: one.id, for: .owner, limit: 9999) == Self.png)
    await uploads.sweep(olderThan: .seconds(-60))
    #expect(try house.folder.names(in: "uploads") == [two.id, two.id + ".json"])
  }

  @Test @Loop func `what an edit replaced can be brought back with its uploads`() async throws {
    let house = try await House()
    let file = try await upload(Self.png, "p.png", house)
    let turn = try await house.start(TurnRequest(message: "See", attachments: [file.id]))
    let session = turn.session
    _ = await session.stop()
    let before = session.history
    _ = try await house.start(TurnRequest(message: "No", sessionID: session.id, edit: turn.userMessage.id))
    _ = await session.stop()
    try await session.update(SessionDraft(history: before))
    await house.sessions.uploads.sweep(olderThan: .seconds(-60))
    #expect(try await house.sessions.uploads.bytes(of: file.id, for: .owner, limit: 9999) == Self.png)
    try await house.sessions.delete(session.id, for: .owner)
    try await eventually { (try? house.folder.names(in: "uploads").isEmpty) == true }
  }

  @Test @Loop func `a clock that is set forward makes no upload old, set back none at all`() async throws {
    let uploads = try await House().sessions.uploads
    let (wall, steady) = (uploads.now(wall: .max, steady: .now), ContinuousClock.now)
    let day = 86_400_000
    let tomorrow = uploads.now(wall: wall + 3650 * day, steady: steady + .seconds(86_400))
    #expect((wall + day - 2000...wall + day + 2000).contains(tomorrow))
    #expect(uploads.now(wall: 7, steady: steady) == 7)
  }

  @Test @Loop func `a sweep takes the loose and the half, and spares the used and the new`() async throws {
    let house = try await House()
    let (used, loose) = (
      try await upload(Self.png, "p.png", house), try await upload(Self.png, "p.png", house)
    )
    let turn = try await house.start(TurnRequest(message: "x", attachments: [used.id]))
    _ = await turn.session.stop()
    let half = Identifier.random()
    for ending in ["", ".part", ".json.tmp"] {
      try TemporaryFolder.write([1], to: "\(house.folder.path)/uploads/\(half)\(ending)")
    }
    let writer = try await house.sessions.uploads.begin(name: "a", declaredType: "", for: .owner)
    await house.sessions.uploads.sweep(olderThan: .seconds(3600))
    #expect(try house.folder.names(in: "uploads").count == 5)
    await house.sessions.uploads.sweep(olderThan: .seconds(-60))
    await writer.abort()
    #expect(try house.folder.names(in: "uploads") == [used.id, used.id + ".json"])
    #expect(loose.id != used.id)
  }

  static let types: [([UInt8], String, String, String)] = [
    (png, "x.txt", "text/plain", "image/png"),
    (Array("<svg onload=alert(1)>".utf8), "x.png", "image/png", "text/plain"),
    (Array("<html>".utf8), "x.html", "text/html", "text/plain"),
    (Array("a,b".utf8), "x.csv", "", "text/csv"),
    ([0, 1, 2, 3], "x.bin", "image/png", "application/octet-stream"),
    ([0, 1, 2, 3], "x.bin", "text/html", "application/octet-stream"),
    (Array(0...255), "x.txt", "text/plain", "application/octet-stream"),
    (Array("a\u{1}b".utf8), "x.md", "text/markdown", "application/octet-stream"),
    ([0, 1, 2, 3], "x.flac", "audio/flac", "audio/flac"),
  ]

  @Test(arguments: types.indices) func `the bytes decide what a file is`(index: Int) {
    let (bytes, name, declared, mime) = Self.types[index]
    #expect(UploadType.mime(sample: bytes, name: name, declared: declared) == mime)
  }
}
