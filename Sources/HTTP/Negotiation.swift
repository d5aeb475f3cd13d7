/// What a client would rather have (RFC 9110 §12).
extension Fields {
  /// May the answer be gzipped? Only if Accept-Encoding names gzip, or `*`, with a weight above zero.
  public var acceptsGzip: Bool {
    weight(.acceptEncoding, "gzip", or: "*") ?? 0 > 0
  }

  /// The weight of a media type in Accept, in thousandths: 0 if refused, 1000 if there is no such field.
  public func weight(accepting essence: String) -> Int {
    guard has(.accept) else { return 1000 }
    let range = essence.prefix { $0 != "/" } + "/*"
    return weight(.accept, essence, or: String(range)) ?? weight(.accept, "*/*", or: "*") ?? 0
  }

  /// The weight of the more exact of two list elements, or nil if neither is there.
  private func weight(_ name: FieldName, _ exact: String, or wide: String) -> Int? {
    var found: Int?
    _ = anyValue(of: name) { list in
      found = list.weight(of: exact) ?? found
      return found != nil
    }
    if found != nil { return found }
    _ = anyValue(of: name) { list in
      found = list.weight(of: wide)
      return found != nil
    }
    return found
  }
}

extension Span<UInt8> {
  /// The weight of a list element in thousandths, 1000 where none is given; nil if the element is not there.
  fileprivate func weight(of wanted: String) -> Int? {
    var start = 0
    while start < count {
      let end = elementEnd(from: start)
      let element = extracting(trimmed(start..<end))
      let nameEnd = element.elementEnd(from: 0, separator: .semicolon)
      if element.extracting(element.trimmed(0..<nameEnd)).isSame(as: wanted) {
        return element.weight(from: nameEnd)
      }
      start = end + 1
    }
    return nil
  }

  /// Reads `;q=0.5` among the parameters from `start` on. What is malformed counts as zero.
  private func weight(from start: Int) -> Int {
    var start = start
    while start < count {
      let end = elementEnd(from: start + 1, separator: .semicolon)
      let parameter = extracting(trimmed(start + 1..<end))
      if parameter.starts(with: "q=") { return parameter.extracting(2..<parameter.count).thousandths }
      start = end
    }
    return 1000
  }

  /// `1`, `0.75`, `0.001` as thousandths.
  private var thousandths: Int {
    guard count > 0, count <= 5, self[0] == 0x30 || self[0] == 0x31, count == 1 || self[1] == 0x2e else {
      return 0
    }
    var value = Int(self[0] &- 0x30) * 1000
    var unit = 100
    for index in 2..<Swift.max(2, count) {
      guard self[index].isDigit else { return 0 }
      value += Int(self[index] &- 0x30) * unit
      unit /= 10
    }
    return Swift.min(value, 1000)
  }
}
