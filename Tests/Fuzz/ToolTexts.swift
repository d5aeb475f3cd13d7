// sources: HTTP Sources/Tools/Tool[FL]*.swift Sources/Tools/Text/* Sources/Tools/Search/* Tests/Fuzz/Shared/*
// What tools do with texts: a diff applied gives the new text, a window is the same however the text is cut, plain
// text is found by a pattern wherever it stands, and nothing that a model writes ends the process.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let input = Pieces(data, size)
  let parts = input.wire.split(separator: 0xFF, maxSplits: 2, omittingEmptySubsequences: false).map(Array.init)
  let (first, second) = (parts[0], parts.count > 1 ? parts[1] : [])
  diff(first, second)
  edit(first, second, parts.count > 2 ? parts[2] : [])
  window(input)
  search(first, second)
  return 0
}

private func diff(_ old: [UInt8], _ new: [UInt8]) {
  _ = UnifiedDiff(from: old, to: new, path: "f")
  let (a, b) = (old.map(Int.init), new.map(Int.init))
  for steps in [20_000_000, a.count] {
    var (result, at): ([Int], Int) = ([], 0)
    for change in LineDiff.changes(a, b, steps: steps) {
      result += a[at..<change.old.lowerBound] + b[change.new]
      at = change.old.upperBound
    }
    precondition(result + a[at...] == b, "a diff that does not give the new text")
  }
}

private func edit(_ old: [UInt8], _ new: [UInt8], _ text: [UInt8]) {
  for isEverywhere in [false, true] {
    let (before, after) = (String(decoding: old, as: UTF8.self), String(decoding: new, as: UTF8.self))
    let edit = try? TextEdit(old: before, new: after, isEverywhere: isEverywhere)
    _ = try? edit?.applied(to: text, named: "f")
  }
}

private func window(_ input: Pieces) {
  var (whole, cut) = (LineWindow(first: 2, count: 3, lineBytes: 9), LineWindow(first: 2, count: 3, lineBytes: 9))
  whole.take(input.wire)
  for piece in input.cut { cut.take(piece) }
  whole.finish()
  cut.finish()
  precondition(whole.bytes == cut.bytes && whole.lines == cut.lines && whole.count == cut.count, "a window by its cuts")
}

private func search(_ words: [UInt8], _ line: [UInt8]) {
  let text = String(decoding: words, as: UTF8.self)
  if let glob = try? Glob(text) { _ = glob.matches(String(decoding: line, as: UTF8.self)) }
  if var pattern = try? Pattern(text, ignoresCase: line.count % 2 == 0) {
    if let end = pattern.end(in: line[...]) { precondition((0...line.count).contains(end), "an end outside the line") }
  }
  guard String(validating: words, as: UTF8.self) != nil, String(validating: line, as: UTF8.self) != nil, !words.isEmpty
  else { return }
  let signs = "\\^$.|?*+()[]{}".unicodeScalars
  let plain = text.unicodeScalars.map { (signs.contains($0) ? "\\" : "") + String($0) }.joined()
  guard var pattern = try? Pattern(plain) else { return }
  precondition(
    (pattern.end(in: line[...]) != nil) == !LinearSearch(words).places(in: line).isEmpty, "plain text, found or not")
}
