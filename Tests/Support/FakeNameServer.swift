public import EventLoop
import Glibc
public import Kernel

/// A name server on loopback (RFC 1035) that knows what a test tells it, answers NXDOMAIN to all else, and
/// counts what it was asked.
@Loop public final class FakeNameServer: Watcher {
  public let port: UInt16
  /// A name's addresses: four bytes make an A record, sixteen an AAAA record.
  public var known: [String: [[UInt8]]] = [:]
  public var isDeaf = false
  public private(set) var questions: [String] = []
  private let raw: Int32

  /// A name's next addresses, one list a question for its IPv4 ones; then those of `known`.
  public var changing: [String: [[[UInt8]]]] = [:]

  public init() throws {
    let raw = socket(AF_INET, Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
    self.raw = raw
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    port = withUnsafeMutableBytes(of: &address) {
      let pointer = $0.baseAddress!.assumingMemoryBound(to: sockaddr.self)
      bind(raw, pointer, length)
      getsockname(raw, pointer, &length)
      return UInt16(bigEndian: $0.load(fromByteOffset: 2, as: UInt16.self))
    }
    try EventLoop.shared.add(raw, .read, self)
  }

  public func close() {
    EventLoop.shared.remove(raw)
    Glibc.close(raw)
  }

  public func ready(_ readiness: Readiness) {
    var question = [UInt8](repeating: 0, count: 512)
    var sender = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutableBytes(of: &sender) {
      let pointer = $0.baseAddress!.assumingMemoryBound(to: sockaddr.self)
      let count = recvfrom(raw, &question, question.count, 0, pointer, &length)
      guard count > 12, let answer = answer(Array(question[..<count])) else { return }
      sendto(raw, answer, answer.count, 0, pointer, length)
    }
  }

  /// The question's own head and name, then a record for each address, its name a pointer to the question's.
  private func answer(_ question: [UInt8]) -> [UInt8]? {
    var (labels, at): ([String], Int) = ([], 12)
    while question[at] != 0 {
      labels.append(String(decoding: question[(at + 1)...(at + Int(question[at]))], as: UTF8.self))
      at += 1 + Int(question[at])
    }
    let (name, kind) = (labels.joined(separator: ".").lowercased(), question[at + 2])
    questions.append("\(name) \(kind == 1 ? "A" : "AAAA")")
    if isDeaf { return nil }
    if kind == 1, changing[name]?.isEmpty == false { known[name] = changing[name]?.removeFirst() }
    let records = (known[name] ?? []).filter { $0.count == (kind == 1 ? 4 : 16) }
    let code: UInt8 = known[name] == nil ? 3 : 0
    let head = question[..<2] + [0x81, 0x80 | code, 0, 1, 0, UInt8(records.count), 0, 0, 0, 0]
    return records.reduce(Array(head) + question[12..<(at + 5)]) {
      $0 + [0xC0, 12, 0, kind, 0, 1, 0, 0, 0, 60, 0, UInt8($1.count)] + $1
    }
  }
}
