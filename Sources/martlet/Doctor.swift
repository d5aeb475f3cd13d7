import Agent
import Chat
import EventLoop
import FoundationEssentials
import HTTP
import HTTPClient
import Kernel
import Login
import Sandbox
import Tools

/// `martlet doctor`: looks at all that a house needs, and says what is wrong in words that help. Changes nothing.
@Loop final class Doctor {
  private static let patience = Duration.seconds(10)
  private static let tightBytes = 500 << 20
  private static let clockSlackSeconds = 60

  private let options: Options
  private let client = HTTPClient()
  private var troubles = 0
  private var saidClock = false

  init(_ options: Options) { self.options = options }

  /// address: where people reach the house, through whatever stands in front; nil: that is not looked at
  func examine(address: String?) async throws {
    guard let configuration = configuration() else { throw Refusal(words: "no further without a configuration") }
    examineFolder(configuration.folder)
    let confines = SandboxSupport.here.refusal == nil || !configuration.agents.tools.isSandboxed
    say(confines, "sandbox", "\(SandboxSupport.here)")
    examineDoor(configuration)
    for (name, provider) in configuration.agents.providers.sorted(by: { $0.key < $1.key }) {
      await examine(provider, "providers.\(name)")
    }
    if let address { await examineFront(address) }
    guard troubles == 0 else { throw Refusal(words: "\(troubles) of these need care") }
  }

  private func configuration() -> Configuration? {
    do {
      let configuration = try Configuration.load(options)
      say(true, "configuration", "fine")
      return configuration
    } catch {
      say(false, "configuration", Command.words(error))
      return nil
    }
  }

  private func examineFolder(_ folder: String) {
    let probe = folder + "/doctor"
    do {
      try FileSystem.makeFolder(folder)
      try FileDescriptor.open(probe, for: .replacing).writeAll([10])
      try FileSystem.remove(probe)
      say(true, "data folder", "\(folder) can be written")
    } catch { say(false, "data folder", "\(folder) cannot be written: \(Command.words(error))") }
    guard let free = FileSystem.freeBytes(at: folder) else { return }
    say(free >= Self.tightBytes, "disk", "\(free >> 20) MB free\(free < Self.tightBytes ? ": make some room" : "")")
  }

  private func examineDoor(_ configuration: Configuration) {
    let isKnown = !configuration.login.isEmpty || FileSystem.exists(configuration.folder + "/users.json")
    let words =
      isKnown
      ? "there are users"
      : "nobody has to log in: whoever reaches port \(configuration.port), also through a proxy, is the owner"
    say(true, "login", words)
  }

  private func examine(_ provider: ProviderConfiguration, _ name: String) async {
    guard !provider.baseURL.isEmpty else { return }
    do {
      let url = try HTTPURL(provider.baseURL).appending(path: "models")
      var fields = Fields()
      if let key = provider.apiKey {
        fields.append(.authorization, "Bearer \(key)")
        fields.append("x-api-key", key)
      }
      let response = try await ask(url, fields)
      examineClock(response.fields["Date"])
      let isWelcome = ![401, 403].contains(response.status) && response.status < 500
      say(isWelcome, name, isWelcome ? "answers" : "answers \(response.status): is the key right?")
    } catch { say(false, name, "does not answer: \(error)") }
  }

  private func examineFront(_ address: String) async {
    do {
      let response = try await ask(try HTTPURL(address).appending(path: "api/health"), Fields())
      let body = String(decoding: try await response.collect(atMost: 4096), as: UTF8.self)
      guard body.contains("\"status\"") else {
        return say(false, "front", "\(address) answers \(response.status), but not with Martlet: is the path right?")
      }
      say(response.status == 200, "front", "\(address) leads here, and its certificate is good")
    } catch { say(false, "front", "\(address): \(error)") }
  }

  /// A wrong clock breaks certificates and logins; any server's word on the time is near enough.
  private func examineClock(_ date: String?) {
    guard !saidClock, let seconds = date.flatMap(HTTPDate.seconds) else { return }
    saidClock = true
    let off = Int(WallClock.milliseconds / 1000) - Int(seconds)
    let isRight = abs(off) <= Self.clockSlackSeconds
    say(isRight, "clock", isRight ? "right" : "off by \(off) s: is time synchronised?")
  }

  private func ask(_ url: HTTPURL, _ fields: Fields) async throws -> ClientResponse {
    let (client, request) = (client, ClientRequest(.get, url, fields: fields))
    return try await Loop.withDeadline(Self.patience) { try await client.send(request) }
  }

  private func say(_ isFine: Bool, _ what: String, _ words: String) {
    if !isFine { troubles += 1 }
    Machine.write("\(isFine ? "ok  " : "CARE")  \(what): \(words)\n", to: .output)
  }
}
