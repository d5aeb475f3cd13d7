internal import Crypto
internal import FoundationEssentials
internal import Kernel

/// The files of the data folder that know who may come in, each readable by us alone: `secret`, `users.json` and
/// `logins.json`. For the disk's thread.
struct LoginFolder: Sendable {
  let path: String

  struct Contents: Sendable {
    var secret: [UInt8]
    var users: [String: Accounts.Own]
    var logins: [LoginRecord]
  }

  func open() throws -> Contents {
    Contents(
      secret: try secret(), users: try read("users.json") ?? [:],
      // Without it people log in again; that is no reason not to start.
      logins: (try? read("logins.json")) ?? [])
  }

  func write(_ users: [String: Accounts.Own]) throws { try write(users, to: "users.json") }
  func write(_ logins: [LoginRecord]) throws { try write(logins, to: "logins.json") }

  private func secret() throws -> [UInt8] {
    let file = path + "/secret"
    if FileSystem.exists(file) {
      let kept = try bytes(of: file)
      if kept.count >= 32 { return kept }
    }
    let fresh = SecureRandom.bytes(32)
    try replace(file, with: fresh)
    return fresh
  }

  private func read<T: Decodable>(_ name: String) throws -> T? {
    let file = "\(path)/\(name)"
    guard FileSystem.exists(file) else { return nil }
    return try JSONDecoder().decode(T.self, from: Data(bytes(of: file)))
  }

  private func write(_ value: some Encodable, to name: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    try replace("\(path)/\(name)", with: [UInt8](encoder.encode(value)))
  }

  private func bytes(of file: String) throws -> [UInt8] {
    let descriptor = try FileDescriptor.open(file, for: .reading)
    let size = try descriptor.size()
    return try descriptor.read(at: 0, count: size)
  }

  private func replace(_ file: String, with bytes: [UInt8]) throws {
    let descriptor = try FileDescriptor.open(file + ".tmp", for: .replacing)
    try descriptor.writeAll(bytes)
    try descriptor.sync()
    try FileSystem.rename(file + ".tmp", to: file)
    try FileSystem.syncFolder(path)
  }
}
