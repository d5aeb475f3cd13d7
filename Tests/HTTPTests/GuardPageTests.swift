import Glibc
import Testing

@testable import HTTP

/// Parsers read from memory whose last byte is followed by a page that must not be touched: one byte too many
/// ends the test process.
@Suite("Over-reads")
struct GuardPageTests {
  private func atPageEnd(_ bytes: [UInt8], _ body: (Span<UInt8>) -> Void) throws {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let size = (bytes.count + page - 1) / page * page
    let memory = try #require(
      mmap(nil, size + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
    defer { munmap(memory, size + page) }
    try #require(mprotect(memory + size, page, PROT_NONE) == 0)
    let start = (memory + size - bytes.count).assumingMemoryBound(to: UInt8.self)
    start.update(from: bytes, count: bytes.count)
    body(UnsafeBufferPointer(start: start, count: bytes.count).span)
  }

  private static let head =
    "POST http://h:1/a?b HTTP/1.1\r\nHost: [::1]:1\r\nAccept-Encoding: gzip;q=0\r\n"
    + "Transfer-Encoding: chunked\r\n\r\n"
  private static let form =
    "--b0\r\nContent-Disposition: form-data; name=\"a\"; filename*=UTF-8''%41\r\n\r\nx\r\n--b0--"

  @Test(
    "never happen, wherever the input ends",
    arguments: [
      head, "HTTP/1.1 200\r\nContent-Length: 1\r\n\r\n", "5;x\r\nhello\r\n0\r\nA: b\r\n\r\n", form,
      "\u{feff}id: 1\r\ndata: a\r\nretry: 1\r\n\r\n", "/a%20b/%c3%a9/%2", "bytes=1-2", "gzip;q=0.123, *;q=1",
      "\0\0\0\0ftypavi",
    ])
  func none(wire: String) throws {
    let bytes = Array(wire.utf8)
    for count in 0...bytes.count { try atPageEnd(Array(bytes[..<count]), readAll) }
  }

  private func readAll(_ bytes: Span<UInt8>) {
    var at = 0
    _ = try? RequestHead.parse(bytes)
    _ = try? ResponseHead.parse(bytes)
    var chunks = ChunkedBody()
    while case .data? = try? chunks.next(bytes, &at) {}
    at = 0
    var events = ServerSentEvent.Parser()
    while (try? events.next(bytes, &at)) != nil {}
    at = 0
    var form = Multipart(boundary: "b0")
    while let event = try? form?.next(bytes, &at), !event.isLast {}
    _ = PercentEncoding.decode(bytes)
    _ = MediaType(content: bytes)
    _ = Parameters(bytes)
  }
}

extension Multipart.Event {
  fileprivate var isLast: Bool {
    switch self {
    case .more, .finished: true
    default: false
    }
  }
}
