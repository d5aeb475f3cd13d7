import Testing

@testable import Agent

/// The answer fed in pieces of at most `size` characters' worth of scalars; neighbours of one kind joined.
private func split(_ answer: String, size: Int, startsInside: Bool = false) -> [ThinkingPiece] {
  var splitter = ThinkingSplitter(startsInside: startsInside)
  var pieces: [ThinkingPiece] = []
  let scalars = Array(answer.unicodeScalars)
  for start in stride(from: 0, to: scalars.count, by: size) {
    var delta = ""
    delta.unicodeScalars.append(contentsOf: scalars[start..<min(start + size, scalars.count)])
    pieces += splitter.take(delta)
  }
  return joined(pieces + splitter.finish())
}

private func joined(_ pieces: [ThinkingPiece]) -> [ThinkingPiece] {
  pieces.reduce(into: []) { all, piece in
    switch (all.last, piece) {
    case (.text(let before), .text(let text)): all[all.count - 1] = .text(before + text)
    case (.reasoning(let before), .reasoning(let text)): all[all.count - 1] = .reasoning(before + text)
    default: all.append(piece)
    }
  }
}

@Suite("Thoughts in an answer")
struct ThinkingSplitterTests {
  static let answers: [(answer: String, pieces: [ThinkingPiece])] = [
    ("plain", [.text("plain")]),
    ("", []),
    ("<think>why</think>so", [.reasoning("why"), .reasoningEnd, .text("so")]),
    ("<think>\nwhy\n</think>\n\nso\n", [.reasoning("why\n"), .reasoningEnd, .text("so\n")]),
    ("<thinking>a</thinking>b", [.reasoning("a"), .reasoningEnd, .text("b")]),
    ("<thought>a</thought>b", [.reasoning("a"), .reasoningEnd, .text("b")]),
    ("<Think>a</THINK>b", [.reasoning("a"), .reasoningEnd, .text("b")]),
    ("<think>a</thinking>b", [.reasoning("a"), .reasoningEnd, .text("b")]),
    ("\n<think>a</think>b", [.reasoning("a"), .reasoningEnd, .text("b")]),
    ("<think>\n\n</think>\n\nb", [.text("b")]),
    ("<think></think>b", [.text("b")]),
    ("<think>never closed", [.reasoning("never closed"), .reasoningEnd]),
    ("<think>a</thi", [.reasoning("a</thi"), .reasoningEnd]),
    ("<think>a<think>b</think>c", [.reasoning("a<think>b"), .reasoningEnd, .text("c")]),
    ("one <think>two</think>\nthree", [.text("one "), .reasoning("two"), .reasoningEnd, .text("three")]),
    (
      "<think>1</think>a<think>2</think>b",
      [.reasoning("1"), .reasoningEnd, .text("a"), .reasoning("2"), .reasoningEnd, .text("b")]
    ),
    ("if a < b then", [.text("if a < b then")]),
    ("<", [.text("<")]),
    ("<<think>x</think>y", [.text("<"), .reasoning("x"), .reasoningEnd, .text("y")]),
    ("<thin", [.text("<thin")]),
    ("<thinker>", [.text("<thinker>")]),
    ("<think >x", [.text("<think >x")]),
    ("<thi<think>x", [.text("<thi"), .reasoning("x"), .reasoningEnd]),
    ("<th🦜>", [.text("<th🦜>")]),
    ("thoughts</think>\n\nanswer", [.text("thoughts\n\nanswer")]),
    ("say `<think>` and `</think>`", [.text("say `<think>` and `</think>`")]),
    ("``a`<think>`` b", [.text("``a`<think>`` b")]),
    (
      "it`s\n\n<think>x</think>y", [.text("it`s\n\n"), .reasoning("x"), .reasoningEnd, .text("y")]
    ),
    ("it`s\n<think>x</think>y", [.text("it`s\n"), .reasoning("x"), .reasoningEnd, .text("y")]),
    ("```html\n<think>\n```\n", [.text("```html\n<think>\n```\n")]),
    (
      "```\n<think>\n```\n<think>x</think>y",
      [.text("```\n<think>\n```\n"), .reasoning("x"), .reasoningEnd, .text("y")]
    ),
    ("~~~\n```\n<think>\n", [.text("~~~\n```\n<think>\n")]),
    ("````\n```\n<think>\n", [.text("````\n```\n<think>\n")]),
    (
      "```a``` <think>x</think>", [.text("```a``` "), .reasoning("x"), .reasoningEnd]
    ),
    ("- ```\n  <think>\n", [.text("- ```\n  <think>\n")]),
    ("<think>`</think>`b", [.reasoning("`"), .reasoningEnd, .text("`b")]),
    ("grüße 🦜 <think>né</think>日本", [.text("grüße 🦜 "), .reasoning("né"), .reasoningEnd, .text("日本")]),
  ]

  @Test("cut anywhere, an answer gives the same pieces", arguments: answers)
  func cutAnywhere(_ answer: String, _ pieces: [ThinkingPiece]) {
    for size in 1...max(1, answer.unicodeScalars.count) {
      #expect(split(answer, size: size) == pieces, "\(answer.debugDescription) by \(size)")
    }
  }

  @Test("a template that opens the thought itself is told by startsInside")
  func startsInside() {
    for size in 1...20 {
      #expect(
        split("\nwhy</think>\n\nso", size: size, startsInside: true) == [
          .reasoning("why"), .reasoningEnd, .text("so"),
        ])
    }
  }

  @Test("what is no tag is given at once, but for what may become one")
  func givesAtOnce() {
    var splitter = ThinkingSplitter()
    #expect(splitter.take("a < b") == [.text("a < b")])
    #expect(splitter.take(" <th") == [.text(" ")])
    #expect(splitter.take("e") == [.text("<the")])
    #expect(splitter.take("<think>x") == [.reasoning("x")])
    #expect(splitter.take("</think>") == [.reasoningEnd])
  }

  @Test("random soup: whole and cut agree, and nothing is lost but tags and line ends")
  func soup() {
    var random = SystemRandomNumberGenerator()
    let words = [
      "<think>", "</think>", "<", "/", "thought>", "a", "\n", "`", "```", "~~~", " ", "é", "<th", ">",
    ]
    for _ in 0..<3_000 {
      let answer = (0..<Int.random(in: 0...24, using: &random)).map { _ in
        words.randomElement(using: &random)!
      }
      .joined()
      let whole = split(answer, size: 1_000)
      #expect(split(answer, size: .random(in: 1...9, using: &random)) == whole, "\(answer.debugDescription)")
      #expect(split(answer, size: 1) == whole, "\(answer.debugDescription)")
      #expect(isSubsequence(whole, of: answer), "\(answer.debugDescription)")
    }
  }

  private func isSubsequence(_ pieces: [ThinkingPiece], of answer: String) -> Bool {
    var rest = answer.unicodeScalars[...]
    for piece in pieces {
      guard case .text(let text) = piece else {
        if case .reasoning(let text) = piece, !consume(text, from: &rest) { return false }
        continue
      }
      guard consume(text, from: &rest) else { return false }
    }
    return true
  }

  private func consume(_ text: String, from rest: inout Substring.UnicodeScalarView) -> Bool {
    for scalar in text.unicodeScalars {
      guard let place = rest.firstIndex(of: scalar) else { return false }
      rest = rest[rest.index(after: place)...]
    }
    return true
  }
}
