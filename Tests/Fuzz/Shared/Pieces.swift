import Glibc

/// A fuzzer's input: one byte that says how it is cut, and the wire bytes themselves.
struct Pieces {
  let wire: [UInt8]
  private let seed: UInt8

  init(_ data: UnsafePointer<UInt8>, _ size: Int) {
    let all = Array(UnsafeBufferPointer(start: data, count: size))
    seed = all.first ?? 0
    wire = Array(all.dropFirst())
  }

  /// The bytes in pieces: of one byte each for seed 0, else of sizes that a small generator makes of the seed.
  var cut: [[UInt8]] {
    var state = UInt32(seed)
    var rest = wire[...]
    var pieces: [[UInt8]] = []
    while !rest.isEmpty {
      state = state &* 1_664_525 &+ (seed == 0 ? 0 : 1_013_904_223)
      let size = seed == 0 ? 1 : Int(state >> 24) % (Int(seed) + 1) + 1
      pieces.append(Array(rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    return pieces
  }
}

/// Stops the fuzzer with a finding unless two readings of the same bytes agree.
func expectSame(_ one: [String], _ other: [String], _ what: String) {
  if one == other { return }
  // Optimised code drops the words of a failed precondition.
  print("not the same: \(what)", one, other, separator: "\n")
  fflush(nil)
  preconditionFailure(what)
}

/// Puts data that came in several pieces into one line of a transcript.
func say(_ data: some Sequence<UInt8>, to transcript: inout [String]) {
  let text = String(data.map { Character(Unicode.Scalar($0)) })
  if text.isEmpty { return }
  if let last = transcript.last, last.hasPrefix("data ") {
    transcript[transcript.count - 1] = last + text
  } else {
    transcript.append("data " + text)
  }
}
