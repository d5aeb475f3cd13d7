// sources: Sources/Agent/Thinking/*.swift Tests/Fuzz/Shared/Pieces.swift
// Thoughts in an answer: the same however it is cut, and nothing is lost but tags and line ends.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  // The check for losses is slow, and no rule reaches further than a few lines.
  guard size <= 256 else { return 0 }
  let input = Pieces(data, size)
  let answer = Array(String(decoding: input.wire, as: UTF8.self).unicodeScalars)
  for startsInside in [false, true] {
    let whole = split([answer], startsInside)
    expectSame(whole.shown, split(cut(answer, like: input.cut), startsInside).shown, "whole and in pieces")
    expectSame(whole.shown, split(answer.map { [$0] }, startsInside).shown, "whole and one by one")
    precondition(isLossless(answer, Array(whole.text.unicodeScalars)), "something was lost: \(whole.shown)")
  }
  return 0
}

/// What an answer came to.
private struct Answer {
  /// Neighbours of one kind joined.
  var shown: [String] = []
  /// Text and thoughts, in order.
  var text = ""

  mutating func take(_ piece: ThinkingPiece) {
    switch piece {
    case .text(let text): add("text ", text)
    case .reasoning(let text): add("thought ", text)
    case .reasoningEnd:
      precondition(isLast("thought "), "the end of nothing")
      shown.append("end")
    }
  }

  /// By bytes: a mark that combines with the blank would hide it from `hasPrefix`.
  private func isLast(_ kind: String) -> Bool { shown.last?.utf8.starts(with: kind.utf8) == true }

  private mutating func add(_ kind: String, _ text: String) {
    precondition(!text.isEmpty, "an empty piece")
    self.text += text
    if isLast(kind) { shown[shown.count - 1] += text } else { shown.append(kind + text) }
  }
}

private func split(_ pieces: [[Unicode.Scalar]], _ startsInside: Bool) -> Answer {
  var splitter = ThinkingSplitter(startsInside: startsInside)
  var answer = Answer()
  for piece in pieces { splitter.take(string(piece)).forEach { answer.take($0) } }
  splitter.finish().forEach { answer.take($0) }
  precondition(!answer.shown.isEmpty || answer.text.isEmpty)
  return answer
}

private func cut(_ answer: [Unicode.Scalar], like pieces: [[UInt8]]) -> [[Unicode.Scalar]] {
  var rest = answer[...]
  var cut: [[Unicode.Scalar]] = []
  for piece in pieces {
    cut.append(Array(rest.prefix(piece.count)))
    rest = rest.dropFirst(piece.count)
  }
  return cut + [Array(rest)]
}

private func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
  scalars.reduce(into: "") { $0.unicodeScalars.append($1) }
}

/// Whether `output` is `input` but for some tags and line ends: all places that the output may have come to.
private func isLossless(_ input: [Unicode.Scalar], _ output: [Unicode.Scalar]) -> Bool {
  var reached = [Set<Int>](repeating: [], count: input.count + 1)
  reached[0] = [0]
  for index in input.indices where !reached[index].isEmpty {
    for place in reached[index] where place < output.count && output[place] == input[index] {
      reached[index + 1].insert(place + 1)
    }
    if input[index] == "\n" || input[index] == "\r" { reached[index + 1].formUnion(reached[index]) }
    if let length = tagLength(input[index...]) { reached[index + length].formUnion(reached[index]) }
  }
  return reached[input.count].contains(output.count)
}

private func tagLength(_ rest: ArraySlice<Unicode.Scalar>) -> Int? {
  guard rest.first == "<" else { return nil }
  let text = string(rest.prefix(11)).lowercased()
  let tags = ["<think>", "<thinking>", "<thought>", "</think>", "</thinking>", "</thought>"]
  // By bytes, again: a mark that combines with the `>` would hide it from `hasPrefix`.
  return tags.first { text.utf8.starts(with: $0.utf8) }?.unicodeScalars.count
}
