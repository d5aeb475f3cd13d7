import EventLoop
import Testing

@testable import Chat

@Suite struct SessionLoadTests {
  private func load(_ folder: TemporaryFolder, _ id: String, boot: String = "boot1") throws -> LoadedSession?
  {
    let path = "\(folder.path)/sessions/\(id)"
    return try SessionLoad(
      id: id, path: path + ".md", journalPath: path + ".journal", boot: boot, previewCharacters: 120,
      files: Files()
    ).perform()
  }

  /// A house whose one turn has said `text` and goes on.
  @Loop private func running(_ text: String) async throws -> (House, Held) {
    let house = try await House()
    let session = try await house.exchange("One", "1")
    let held = Held(try await house.start(TurnRequest(message: "Two", sessionID: session.id)), saying: text)
    try await eventually { held.turn.snapshot.message.content == text }
    return (house, held)
  }

  @Loop private func end(_ held: Held) async {
    held.letGo()
    await held.turn.end()
  }

  @Test @Loop
  func `a turn that a crash cuts off comes back interrupted, and who was in its midst misses nothing`()
    async throws
  {
    let (house, held) = try await running("So far ")
    let turn = held.turn
    let seen = turn.session.log.tail
    turn.text("so good")
    try await eventually { turn.snapshot.message.content == "So far so good" }
    let next = try await house.reopened()
    await end(held)
    #expect(next.notes == [.interrupted(session: turn.session.id, message: turn.messageID)])
    let session = try await next.session(turn.session.id)
    #expect(session.history.last?.content == "So far so good")
    #expect(session.history.last?.interrupted == true)
    #expect(session.history.last?.id == turn.messageID)
    let late = Reader(session.log, after: seen)
    #expect(late.resets == 0)
    #expect(late.names == ["token", "done"])
    #expect(late.texts.last?.contains(#""interrupted":true"#) == true)
    let early = Reader(session.log, after: turn.startCursor)
    #expect(early.names == ["turn_start", "token", "token", "done"])
    #expect(try next.folder.names(in: "sessions") == ["\(turn.session.id).md"])
    try await next.exchange("Go on", "Yes", in: session.id)
    #expect(early.names.suffix(3).last == "done")
    #expect(early.entries.map(\.sequence) == Array(early.entries[0].sequence...session.log.lastSequence))
  }

  @Test @Loop func `recovering twice, or being cut off in it at any step, changes nothing`() async throws {
    let (house, held) = try await running("So far")
    let id = held.turn.session.id
    let crashed = try house.folder.copy()
    await end(held)
    let steps = Faults()
    _ = try await House(crashed.copy(), willChange: steps.willChange)
    #expect(steps.steps.count >= 3)
    for count in 0..<steps.steps.count {
      let folder = try crashed.copy()
      let counter = Faults()
      // A crash before step `count`: the rest of the steps never happen.
      let willChange: @Sendable (String) throws -> Void = { step in
        try counter.willChange(step)
        if counter.steps.count > count { throw Unexpected() }
      }
      _ = try await House(folder, willChange: willChange)
      let loaded = try load(folder.copy(), id)
      #expect(
        loaded?.history.map(\.content) == ["One", "1", "Two", "So far"], "cut off at \(steps.steps[count])")
      #expect(loaded?.history.last?.interrupted == true)
      #expect(loaded?.cursor.epoch == held.turn.startCursor.epoch)
    }
  }

  @Test @Loop func `a crash between storing the answer and dropping the journal counts the answer once`()
    async throws
  {
    let (house, held) = try await running("All")
    let turn = held.turn
    let journal = try TemporaryFolder.read("\(house.folder.path)/sessions/\(turn.session.id).journal")
    await end(held)
    let folder = try house.folder.copy()
    try TemporaryFolder.write(journal, to: "\(folder.path)/sessions/\(turn.session.id).journal")
    let next = try await House(folder)
    let session = try await next.session(turn.session.id)
    #expect(session.history == turn.session.history)
    #expect(session.history.last?.interrupted == false)
    #expect(session.log.tail == turn.session.log.tail)
    let reader = Reader(session.log, after: turn.startCursor)
    #expect(reader.names == ["turn_start", "token", "done"])
    #expect(next.notes.isEmpty)
  }

  @Test @Loop func `after another boot the numbers begin anew, and no answer is lost`() async throws {
    let (house, held) = try await running("So far")
    let turn = held.turn
    let next = try await house.reopened(boot: "boot2")
    let session = try await next.session(turn.session.id)
    #expect(session.history.last?.content == "So far")
    #expect(session.log.epoch != turn.session.log.epoch)
    #expect(Reader(session.log, after: turn.startCursor).resets == 1)
    let third = try await next.reopened(boot: "boot2").session(session.id)
    #expect(third.log.tail == session.log.tail)
    await end(held)
  }

  @Test @Loop func `a journal that a power cut took leaves no number to be given twice`() async throws {
    let (house, held) = try await running("Seen by somebody")
    let id = held.turn.session.id
    let folder = try house.folder.copy()
    try Files().remove("\(folder.path)/sessions/\(id).journal")
    let loaded = try load(folder, id, boot: "boot2")
    #expect(loaded?.cursor.epoch != held.turn.startCursor.epoch)
    #expect(loaded?.history.map(\.content) == ["One", "1", "Two"])
    await end(held)
  }

  @Test @Loop func `the journal cut at any byte gives all that was whole`() async throws {
    let (house, held) = try await running("So far")
    let id = held.turn.session.id
    let crashed = try house.folder.copy()
    await end(held)
    let path = "\(crashed.path)/sessions/\(id)"
    let (journal, text) = (
      try TemporaryFolder.read(path + ".journal"), try TemporaryFolder.read(path + ".md")
    )
    for count in stride(from: 0, through: journal.count, by: 7) {
      try TemporaryFolder.write(Array(journal[..<count]), to: path + ".journal")
      try TemporaryFolder.write(text, to: path + ".md")
      let loaded = try #require(try load(crashed, id))
      #expect(loaded.history.prefix(3).map(\.content) == ["One", "1", "Two"])
      #expect(["", "So far"].contains(loaded.history.dropFirst(3).first?.content ?? ""))
      let again = try #require(try load(crashed, id))
      #expect(again.history == loaded.history)
      #expect(again.cursor == loaded.cursor)
    }
  }

  @Test @Loop func `a damaged journal is kept under another name, and its session served`() async throws {
    let house = try await House()
    let id = try await house.exchange("One", "1").id
    let folder = "\(house.folder.path)/sessions/"
    let garbage = Array("no journal".utf8)
    for name in ["\(id).journal", "\(id).journal.damaged", "\(Identifier.derived(from: "a")).journal"] {
      try TemporaryFolder.write(garbage, to: folder + name)
    }
    let next = try await house.reopened()
    #expect(next.notes.count == 2)
    #expect(next.notes.contains(.damaged(journal: "\(id).journal", kept: "\(id).journal.damaged-2")))
    #expect(try await next.session(id).history.map(\.content) == ["One", "1"])
    let names = try next.folder.names(in: "sessions")
    #expect(names.filter { $0.hasSuffix(".journal") }.isEmpty)
    #expect(names.filter { $0.contains(".damaged") }.count == 3)
    #expect(try TemporaryFolder.read("\(next.folder.path)/sessions/\(id).journal.damaged-2") == garbage)
  }

  @Test @Loop func `what another hand did is kept until the session goes`() async throws {
    let house = try await House()
    let id = try await house.exchange("One", "1").id
    let path = "\(house.folder.path)/sessions/\(id).md"
    let whole = try TemporaryFolder.read(path)
    let spoiled = Array(whole.dropLast(2)) + Array("x\n".utf8)
    try TemporaryFolder.write(spoiled, to: path)
    let next = try await house.reopened()
    let cut = try TemporaryFolder.read("\(next.folder.path)/sessions/\(id).md.cut")
    #expect(try next.file(id) + cut == spoiled)
    let edited = Array("### human\n\nAll my own\n".utf8)
    try TemporaryFolder.write(edited, to: "\(next.folder.path)/sessions/\(id).md")
    let third = try await next.reopened()
    try await third.exchange("Two", "2", in: id)
    #expect(try TemporaryFolder.read("\(third.folder.path)/sessions/\(id).md.old") == edited)
    try await third.sessions.delete(id, for: .owner)
    #expect(try third.folder.names(in: "sessions").isEmpty)
  }

  @Test @Loop func `a file torn at any byte is cut where the last whole message ends`() async throws {
    let house = try await House()
    let session = try await house.exchange("One", "1")
    let good = try house.file(session.id)
    let cursor = session.log.tail
    try await house.exchange("Two", "2", in: session.id)
    let whole = try house.file(session.id)
    let id = session.id
    let path = "\(house.folder.path)/sessions/\(id).md"
    for count in good.count..<whole.count - 1 {
      try TemporaryFolder.write(Array(whole[..<count]), to: path)
      let loaded = try #require(try load(house.folder, id))
      #expect([2, 3].contains(loaded.history.count))
      #expect(loaded.history.prefix(2).map(\.content) == ["One", "1"])
      let stands = try TemporaryFolder.read(path)
      #expect(stands.count == loaded.size)
      #expect(whole.starts(with: stands))
      if loaded.history.count == 2 {
        #expect(stands == good)
        #expect(loaded.cursor == cursor)
        #expect(loaded.notes == (count > good.count ? [.cut(session: id, bytes: count - good.count)] : []))
      }
    }
  }

  @Test @Loop func `every state of the folder during a turn opens to a whole history`() async throws {
    let copies = Copies()
    let folder = try TemporaryFolder()
    copies.folder = folder
    let house = try await House(folder, willChange: copies.willChange)
    let session = try await house.exchange("One", "1")
    try await house.exchange("Two", "2", in: session.id)
    let turn = try await house.start(
      TurnRequest(message: "Zwei", sessionID: session.id, edit: session.history[2].id))
    turn.run { _ in Completion() }
    await turn.end()
    try await session.pinMessage(session.history[0].id, true)
    let allowed: Set<[String]> = [
      [], ["One"], ["One", ""], ["One", "1"], ["One", "1", "Two"], ["One", "1", "Two", ""],
      ["One", "1", "Two", "2"],
      ["One", "1", "Zwei"], ["One", "1", "Zwei", ""],
    ]
    #expect(copies.all.count > 15)
    for copy in copies.all {
      let contents = try load(copy, session.id)?.history.map(\.content) ?? []
      #expect(allowed.contains(contents), "\(contents)")
    }
  }
}
