import Glibc
import TestSupport
import Testing

@testable import Kernel

@Suite struct ServiceManagerTests {
  @Test func knowsWhatIsMeantForThisProcess() {
    let environment = [
      "LISTEN_PID": "77", "LISTEN_FDS": "2", "WATCHDOG_PID": "77", "WATCHDOG_USEC": "3000000", "NOTIFY_SOCKET": "@x",
    ]
    let ours = ServiceManager(environment, processID: 77)
    #expect(ours.sockets.map(\.raw) == [3, 4])
    #expect(ours.watchdog == .seconds(3))
    let another = ServiceManager(environment, processID: 78)
    #expect(another.sockets.isEmpty)
    #expect(another.watchdog == nil)
  }

  @Test(arguments: [
    [:], ["LISTEN_PID": "77"], ["LISTEN_PID": "77", "LISTEN_FDS": "-4"], ["LISTEN_PID": "x", "LISTEN_FDS": "1"],
    ["LISTEN_FDS": "1"],
  ])
  func takesNothingWhereNothingIsGiven(environment: [String: String]) {
    #expect(ServiceManager(environment, processID: 77).sockets.isEmpty)
  }

  @Test(arguments: [true, false]) func tellsItsSocket(isAbstract: Bool) throws {
    let folder = try TemporaryFolder()
    let name = isAbstract ? "@martlet-\(UInt64.random(in: 0...UInt64.max))" : folder.path + "/notify"
    let listener = try FileDescriptor(owning: socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0), from: "socket")
    #expect(SocketAddress(.unix(name)).withNative { bind(listener.raw, $0, $1) } == 0)
    ServiceManager(["NOTIFY_SOCKET": name]).tell("READY=1", "STATUS=here")
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = recv(listener.raw, &buffer, buffer.count, Int32(MSG_DONTWAIT))
    #expect(String(decoding: buffer[..<max(0, count)], as: UTF8.self) == "READY=1\nSTATUS=here")
  }

  @Test func nobodyListeningIsNoTrouble() {
    ServiceManager(["NOTIFY_SOCKET": "/nowhere/at/all"]).tell("READY=1")
    ServiceManager([:]).tell("READY=1")
  }

  @Test func refusesASocketThatDoesNotListen() throws {
    let raw = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(raw) }
    #expect(throws: SystemError("listen", code: EINVAL)) {
      _ = try Socket.listening(ServiceManager.InheritedSocket(raw: raw))
    }
  }
}
