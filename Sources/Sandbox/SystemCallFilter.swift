/// Which system calls a confined program may make, as a program of classic BPF (seccomp(2)).
///
/// It needs no privilege and every kernel has it. It sees numbers, never what a pointer leads to: so it refuses
/// sockets by their kind, where Landlock refuses files by their path.
struct SystemCallFilter {
  enum Machine {
    case intel, arm

    /// AUDIT_ARCH_X86_64, AUDIT_ARCH_AARCH64.
    var name: UInt32 { self == .intel ? 0xC000_003E : 0xC000_00B7 }

    #if arch(x86_64)
      static let here: Machine? = .intel
    #elseif arch(arm64)
      static let here: Machine? = .arm
    #else
      static let here: Machine? = nil
    #endif
  }

  /// Eight bytes each: operation, two jumps, operand.
  private(set) var instructions: [UInt64] = []
  private let machine: Machine

  init(_ machine: Machine, network: Bool, refusesTruncate: Bool) {
    self.machine = machine
    beginWithMachine()
    for call in SystemCall.refused { rule(call, [Self.refuse]) }
    // Their flags are in memory, out of sight: who is told that they are missing uses `clone` and `openat`.
    rule(.clone3, [Self.missing])
    rule(.openat2, [Self.missing])
    rule(.clone, Self.refuse(argument: 0, withAnyOf: Self.namespaces))
    rule(.ioctl, Self.refuse(argument: 1, in: Self.typing))
    rule(.prlimit, Self.refuse(argument: 0, unless: 0))
    for (call, place) in SystemCall.naming { rule(call, Self.refuse(argument: place, unless: 0)) }
    for (call, place) in SystemCall.modes { rule(call, Self.refuse(argument: place, withAnyOf: Self.rights)) }
    for (call, place) in SystemCall.opening { rule(call, Self.refuseToMake(flags: place)) }
    for (call, place) in SystemCall.sending { rule(call, Self.refuse(argument: place, withAnyOf: Self.fastOpen)) }
    rule(.socket, Self.sockets(network: network))
    rule(.socketpair, Self.pairs)
    if refusesTruncate { rule(.truncate, [Self.refuse]) }
    instructions.append(Self.allow)
  }

  // Another machine's calls (32-bit programs, x32) have other numbers: there are none of them here.
  private mutating func beginWithMachine() {
    instructions += [Self.load(4), Self.skip(Self.ifEqual, machine.name, then: 1), Self.missing, Self.load(0)]
    if machine == .intel { instructions += [Self.skip(Self.ifAtLeast, 0x4000_0000, otherwise: 1), Self.missing] }
  }

  private mutating func rule(_ call: SystemCall, _ body: [UInt64]) {
    guard let number = machine == .intel ? call.intel : call.arm else { return }
    instructions.append(Self.skip(Self.ifEqual, number, otherwise: UInt8(body.count)))
    instructions += body
  }

  /// CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET.
  private static let namespaces: UInt32 = 0x7E02_0000
  /// TIOCSTI and TIOCLINUX put words into a terminal's mouth.
  private static let typing: [UInt32] = [0x5412, 0x541C]
  /// S_ISUID, S_ISGID: a program that runs with our rights, whoever runs it.
  private static let rights: UInt32 = 0o6000
  /// MSG_FASTOPEN connects without a call that Landlock looks at.
  private static let fastOpen: UInt32 = 0x2000_0000
  /// TCP, UDP, ICMP, ICMPv6, or what goes with the type. MPTCP would connect behind Landlock's back.
  private static let protocols: [UInt32] = [0, 6, 17, 1, 58]

  // A socket of the file system is no file to Landlock: one that connects to Docker's, or to the session's bus,
  // is out. So there is none at all; pairs are, but those of datagrams could be connected elsewhere.
  private static func sockets(network: Bool) -> [UInt64] {
    guard network else { return [refuseAccess] }
    let (internet, internet6, netlink): (UInt32, UInt32, UInt32) = (2, 10, 16)
    return [
      load(argument: 0),
      skip(ifEqual, internet, then: 5), skip(ifEqual, internet6, then: 4), skip(ifEqual, netlink, otherwise: 2),
      // NETLINK_ROUTE: which addresses this machine has.
      load(argument: 2), skip(ifEqual, 0, then: UInt8(protocols.count + 3)), refuseAccess,
      load(argument: 2),
    ] + protocols.enumerated().map { skip(ifEqual, $1, then: UInt8(protocols.count - $0)) } + [refuseAccess, allow]
  }

  private static let pairs: [UInt64] = [
    // SOCK_STREAM and SOCK_SEQPACKET, whatever flags.
    load(argument: 1), and(0xF), skip(ifEqual, 1, then: 2), skip(ifEqual, 5, then: 1), refuseAccess, allow,
  ]

  private static func refuse(argument: UInt32, withAnyOf bits: UInt32) -> [UInt64] {
    [load(argument: argument), skip(ifAnyBit, bits, otherwise: 1), refuse, allow]
  }

  private static func refuse(argument: UInt32, unless value: UInt32) -> [UInt64] {
    [load(argument: argument), skip(ifEqual, value, otherwise: 1), allow, refuse]
  }

  /// Refuses a new file (O_CREAT) that would lend our rights.
  private static func refuseToMake(flags: UInt32) -> [UInt64] {
    [load(argument: flags), skip(ifAnyBit, 0o100, then: 1), allow] + refuse(argument: flags + 1, withAnyOf: rights)
  }

  private static func refuse(argument: UInt32, in values: [UInt32]) -> [UInt64] {
    [load(argument: argument)] + values.flatMap { [skip(ifEqual, $0, otherwise: 1), refuse] } + [allow]
  }

  private static let allow = instruction(0x06, 0x7FFF_0000)
  /// EPERM, EACCES, ENOSYS.
  private static let refuse = instruction(0x06, 0x0005_0000 | 1)
  private static let refuseAccess = instruction(0x06, 0x0005_0000 | 13)
  private static let missing = instruction(0x06, 0x0005_0000 | 38)

  private static let ifEqual: UInt16 = 0x15
  private static let ifAtLeast: UInt16 = 0x35
  private static let ifAnyBit: UInt16 = 0x45

  private static func load(_ offset: UInt32) -> UInt64 { instruction(0x20, offset) }
  /// The lower half of an argument (both machines are little-endian): all that an `int` has.
  private static func load(argument: UInt32) -> UInt64 { load(16 + 8 * argument) }
  private static func and(_ bits: UInt32) -> UInt64 { instruction(0x54, bits) }

  private static func skip(_ test: UInt16, _ value: UInt32, then: UInt8 = 0, otherwise: UInt8 = 0) -> UInt64 {
    instruction(test, value, then, otherwise)
  }

  private static func instruction(
    _ code: UInt16, _ value: UInt32, _ then: UInt8 = 0, _ otherwise: UInt8 = 0
  ) -> UInt64 {
    UInt64(code) | UInt64(then) << 16 | UInt64(otherwise) << 24 | UInt64(value) << 32
  }
}
