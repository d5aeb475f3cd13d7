@testable import Sandbox
import Testing

/// The filter is run here by a small machine of our own, for both processors.
@Suite struct SystemCallFilterTests {
  private static let machines: [SystemCallFilter.Machine] = [.intel, .arm]
  private static let allowed: UInt32 = 0x7FFF_0000
  private static let (eperm, eacces, enosys): (UInt32, UInt32, UInt32) = (0x5_0001, 0x5_000D, 0x5_0026)

  @Test(arguments: machines) func ordinaryCallsPass(_ machine: SystemCallFilter.Machine) {
    // read, write, openat, execve, kill, fchmodat
    let numbers: [UInt32] = machine == .intel ? [0, 1, 257, 59, 62, 268] : [63, 64, 56, 221, 129, 53]
    for number in numbers { #expect(answer(machine, number) == Self.allowed) }
  }

  @Test(arguments: machines) func dangerousCallsDoNot(_ machine: SystemCallFilter.Machine) {
    for call in SystemCall.refused {
      guard let number = machine == .intel ? call.intel : call.arm else { continue }
      #expect(answer(machine, number) == Self.eperm)
    }
    #expect(answer(machine, 435) == Self.enosys)
  }

  @Test(arguments: machines) func callsOfAnotherMachineAreMissing(_ machine: SystemCallFilter.Machine) {
    let filter = SystemCallFilter(machine, network: true, refusesTruncate: false)
    for name: UInt32 in [0x4000_0003, 0x4000_0028, machine == .intel ? 0xC000_00B7 : 0xC000_003E] {
      #expect(BPFMachine.run(filter.instructions, machine: name, number: 0, []) == Self.enosys)
    }
    if machine == .intel { #expect(answer(machine, 0x4000_0000 | 41, [2, 1, 0]) == Self.enosys) }
  }

  @Test(arguments: machines) func withoutTheNetworkThereIsNoSocket(_ machine: SystemCallFilter.Machine) {
    for family: UInt64 in 0..<50 { #expect(answer(machine, socket(machine), [family, 1, 0]) == Self.eacces) }
  }

  @Test(arguments: machines) func theNetworkIsTheInternetAlone(_ machine: SystemCallFilter.Machine) {
    for family: UInt64 in 0..<50 {
      let isOpen = [2, 10, 16].contains(family)
      #expect(answer(machine, socket(machine), [family, 1, 0], network: true) == (isOpen ? Self.allowed : Self.eacces))
    }
    // NETLINK_SOCK_DIAG and others; the upper half of an argument is not looked at by the kernel either.
    #expect(answer(machine, socket(machine), [16, 3, 4], network: true) == Self.eacces)
    #expect(answer(machine, socket(machine), [1 << 32 | 1, 1, 0], network: true) == Self.eacces)
  }

  @Test(arguments: machines) func noProtocolConnectsBehindLandlock(_ machine: SystemCallFilter.Machine) {
    for family: UInt64 in [2, 10] {
      for number: UInt64 in 0..<300 {
        let isOpen = [0, 1, 6, 17, 58].contains(number)
        let answer = answer(machine, socket(machine), [family, 1, number], network: true)
        #expect(answer == (isOpen ? Self.allowed : Self.eacces))
      }
    }
    let sending: [(UInt32, Int)] = machine == .intel ? [(44, 3), (46, 2), (307, 3)] : [(206, 3), (211, 2), (269, 3)]
    for (call, place) in sending {
      var arguments = [UInt64](repeating: 0, count: 6)
      arguments[place] = 0x4000
      #expect(answer(machine, call, arguments, network: true) == Self.allowed)
      arguments[place] = 0x2000_4000
      #expect(answer(machine, call, arguments, network: true) == Self.eperm)
    }
  }

  @Test(arguments: machines) func noFileLendsOurRights(_ machine: SystemCallFilter.Machine) {
    let (fchmod, openat): (UInt32, UInt32) = machine == .intel ? (91, 257) : (52, 56)
    #expect(answer(machine, fchmod, [3, 0o1777]) == Self.allowed)
    for mode: UInt64 in [0o4755, 0o2755] {
      #expect(answer(machine, fchmod, [3, mode]) == Self.eperm)
      #expect(answer(machine, openat, [3, 0, 0o101, mode]) == Self.eperm)
      #expect(answer(machine, openat, [3, 0, 0o2, mode]) == Self.allowed)
    }
    #expect(answer(machine, openat, [3, 0, 0o101, 0o755]) == Self.allowed)
    #expect(answer(machine, 437) == Self.enosys)
  }

  @Test(arguments: machines) func nobodyElseIsSlowedDown(_ machine: SystemCallFilter.Machine) {
    let (scheduler, priority): (UInt32, UInt32) = machine == .intel ? (144, 141) : (119, 140)
    #expect(answer(machine, scheduler, [0]) == Self.allowed)
    #expect(answer(machine, scheduler, [77]) == Self.eperm)
    #expect(answer(machine, priority, [0, 0, 19]) == Self.allowed)
    #expect(answer(machine, priority, [2, 1000, 19]) == Self.eperm)
  }

  @Test(arguments: machines) func pairsOfStreamsPass(_ machine: SystemCallFilter.Machine) {
    let pair: UInt32 = machine == .intel ? 53 : 199
    for type: UInt64 in [1, 5, 1 | 0o2000000, 5 | 0o4000] {
      #expect(answer(machine, pair, [1, type, 0]) == Self.allowed)
    }
    for type: UInt64 in [2, 3, 2 | 0o2000000] { #expect(answer(machine, pair, [1, type, 0]) == Self.eacces) }
  }

  @Test(arguments: machines) func forksPassAndNamespacesDoNot(_ machine: SystemCallFilter.Machine) {
    let clone: UInt32 = machine == .intel ? 56 : 220
    for flags: UInt64 in [17, 0x3D0F00, 0x0120_0011] { #expect(answer(machine, clone, [flags]) == Self.allowed) }
    for bit: UInt64 in [17, 25, 26, 27, 28, 29, 30] { #expect(answer(machine, clone, [1 << bit | 17]) == Self.eperm) }
  }

  @Test(arguments: machines) func ownLimitsPassAndOthersDoNot(_ machine: SystemCallFilter.Machine) {
    let prlimit: UInt32 = machine == .intel ? 302 : 261
    #expect(answer(machine, prlimit, [0, 7]) == Self.allowed)
    #expect(answer(machine, prlimit, [1234, 7]) == Self.eperm)
  }

  @Test(arguments: machines) func nobodyTypesIntoATerminal(_ machine: SystemCallFilter.Machine) {
    let ioctl: UInt32 = machine == .intel ? 16 : 29
    #expect(answer(machine, ioctl, [0, 0x5401]) == Self.allowed)
    #expect(answer(machine, ioctl, [0, 0x5412]) == Self.eperm)
    #expect(answer(machine, ioctl, [0, 0xFFFF_FFFF_0000_5412]) == Self.eperm)
  }

  @Test(arguments: machines) func whereLandlockCannotTruncationIsRefused(_ machine: SystemCallFilter.Machine) {
    let truncate: UInt32 = machine == .intel ? 76 : 45
    #expect(answer(machine, truncate) == Self.allowed)
    #expect(answer(machine, truncate, refusesTruncate: true) == Self.eperm)
  }

  private func socket(_ machine: SystemCallFilter.Machine) -> UInt32 { machine == .intel ? 41 : 198 }

  private func answer(
    _ machine: SystemCallFilter.Machine, _ number: UInt32, _ arguments: [UInt64] = [], network: Bool = false,
    refusesTruncate: Bool = false
  ) -> UInt32? {
    let filter = SystemCallFilter(machine, network: network, refusesTruncate: refusesTruncate)
    return BPFMachine.run(filter.instructions, machine: machine.name, number: number, arguments)
  }
}
