internal import HTTP

extension BodyDecoder {
  typealias Piece = (data: [UInt8], ended: Bool)

  /// All of the body that is in `bytes` from `at` to `end`, and whether it has ended.
  mutating func piece(_ bytes: [UInt8], _ at: inout Int, end: Int) throws(Failure) -> Piece {
    var data: [UInt8] = []
    while true {
      switch try next(bytes.span.extracting(0..<end), &at) {
      case .data(let range): data += bytes[range]
      case .more: return (data, false)
      case .finished: return (data, true)
      }
    }
  }
}
