/// As much of classic BPF as the filter uses; nil for anything else, and for a jump out of the program.
enum BPFMachine {
  static func run(_ program: [UInt64], machine: UInt32, number: UInt32, _ arguments: [UInt64]) -> UInt32? {
    let data = words(machine, number, arguments)
    var (place, sum): (Int, UInt32) = (0, 0)
    while place < program.count {
      let (code, value) = (UInt16(truncatingIfNeeded: program[place]), UInt32(program[place] >> 32))
      let then = Int(program[place] >> 16 & 0xFF)
      let otherwise = Int(program[place] >> 24 & 0xFF)
      place += 1
      switch code {
      case 0x20: sum = data[Int(value) / 4]
      case 0x54: sum &= value
      case 0x15: place += sum == value ? then : otherwise
      case 0x35: place += sum >= value ? then : otherwise
      case 0x45: place += sum & value != 0 ? then : otherwise
      case 0x06: return value
      default: return nil
      }
    }
    return nil
  }

  /// struct seccomp_data, four bytes each.
  private static func words(_ machine: UInt32, _ number: UInt32, _ arguments: [UInt64]) -> [UInt32] {
    let padded = arguments + Array(repeating: 0, count: 6 - arguments.count)
    return [number, machine, 0, 0] + padded.flatMap { [UInt32(truncatingIfNeeded: $0), UInt32($0 >> 32)] }
  }
}
