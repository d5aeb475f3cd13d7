import EventLoop
import Testing

@testable import Chat
@testable import Web

@Suite struct LogSourceTests {
  @Test @Loop func tellsOfTheSessionFirstAndThenOfTheList() {
    let (session, list) = (LogReaderTests.log(), LogReaderTests.log())
    let source = LogSource(session: LogReader(session), list: LogReader(list))
    list.append(.sessionDeleted(id: "x"))
    session.append(.token("word"))
    #expect(LogReaderTests.text(source.next()).contains("word"))
    #expect(LogReaderTests.text(source.next()).contains("session_deleted"))
    #expect(LogReaderTests.isWaiting(source.next()))
  }

  @Test @Loop func goesOnWithTheListWhenTheSessionIsGone() {
    let (session, list) = (LogReaderTests.log(), LogReaderTests.log())
    let source = LogSource(session: LogReader(session), list: LogReader(list))
    session.close()
    #expect(LogReaderTests.isWaiting(source.next()))
    list.append(.sessionDeleted(id: "x"))
    #expect(LogReaderTests.text(source.next()).contains("session_deleted"))
  }

  @Test @Loop func withoutAListItEndsWithTheSession() {
    let session = LogReaderTests.log()
    let source = LogSource(session: LogReader(session))
    session.close()
    #expect(LogReaderTests.isEnd(source.next()))
  }

  @Test @Loop func letsGoOfItsLogs() {
    let (session, list) = (LogReaderTests.log(), LogReaderTests.log())
    let source = LogSource(session: LogReader(session), list: LogReader(list))
    #expect(session.hasSubscribers && list.hasSubscribers)
    source.streamEnded()
    #expect(!session.hasSubscribers && !list.hasSubscribers)
  }
}
