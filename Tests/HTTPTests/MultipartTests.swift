import Testing

@testable import HTTP

@Suite("Multipart (RFC 7578)")
struct MultipartTests {
  /// Parts as `name|filename|type|data`, then `end` if the closing boundary came.
  private func parse(_ wire: String, _ size: Int, limits: Multipart.Limits = .standard) throws -> [String] {
    var multipart = try #require(Multipart(boundary: "b0", limits: limits))
    var parts: [String] = []
    var data: [UInt8] = []
    for piece in cut(Array(wire.utf8), size).map(Array.init) {
      var at = 0
      reading: while true {
        switch try multipart.next(piece.span, &at) {
        case .part(let head): parts.append("\(head.name)|\(head.filename ?? "-")|\(head.contentType ?? "-")|")
        case .data(let range): data += piece[range]
        case .held(let bytes): data += bytes
        case .partEnded:
          parts[parts.count - 1] += String(decoding: data, as: UTF8.self)
          data = []
        case .more, .finished: break reading
        }
      }
      #expect(at == piece.count)
    }
    return parts + (multipart.isFinished ? ["end"] : [])
  }

  private static func part(_ disposition: String, _ data: String, more: String = "") -> String {
    "--b0\r\nContent-Disposition: form-data; \(disposition)\r\n\(more)\r\n\(data)\r\n"
  }

  static let read: [(String, [String])] = [
    (part("name=a", "1") + "--b0--\r\n", ["a|-|-|1", "end"]),
    (part("name=a", "") + "--b0--", ["a|-|-|", "end"]),
    (
      part("name=\"f\"; filename=\"x y.png\"", "PNG", more: "Content-Type: image/png\r\n")
        + part("name=g", "2") + "--b0--\r\n", ["f|x y.png|image/png|PNG", "g|-|-|2", "end"]
    ),
    (
      "preamble --b0\r\nmore\r\n" + part("name=a", "1") + "--b0--\r\nepilogue\r\n--b0\r\n",
      ["a|-|-|1", "end"]
    ),
    (part("name=a", "1").replacingFirst("--b0\r\n", "--b0 \t \r\n") + "--b0--", ["a|-|-|1", "end"]),
    (
      part("name=a", "\r\n\r\n--b\r\n-\r\r\n--b1\r\n--\r") + "--b0--",
      ["a|-|-|\r\n\r\n--b\r\n-\r\r\n--b1\r\n--\r", "end"]
    ),
    (part("name=a", "--b0--") + "--b0--", ["a|-|-|--b0--", "end"]),
    (part("name=a", "\n--b0\n") + "--b0--", ["a|-|-|\n--b0\n", "end"]),
    (part("name=a", "x\r") + "--b0--", ["a|-|-|x\r", "end"]), (part("name=a", "cut"), ["a|-|-|"]),
    ("--b0--", ["end"]), ("", []),
    ("\r\n--b0--", ["end"]), ("x\r\n--b0--", ["end"]),
  ]

  @Test("takes bodies apart in every cut", arguments: read)
  func reads(wire: String, expected: [String]) throws {
    for size in cutSizes { #expect(try parse(wire, size) == expected, "cut \(size)") }
  }

  @Test(
    "understands every way to name a file",
    arguments: [
      ("name=f; filename=a.txt", "a.txt"), ("name=f; filename=\"a \\\"b\\\".txt\"", "a \"b\".txt"),
      ("name=f; filename=\"a%22b.txt\"", "a\"b.txt"), ("name=f; filename=\"100%25.txt\"", "100%25.txt"),
      ("name=f; filename=\"naïve €.txt\"", "naïve €.txt"), ("name=f; filename=\"C:\\dir\\a.txt\"", "a.txt"),
      ("name=f; filename=\"../../etc/passwd\"", "passwd"), ("name=f; filename=\"a;b=c.txt\"", "a;b=c.txt"),
      ("name=f; filename=\"\"", ""), ("name=f; filename=\"dir\\\"", ""), ("name=f ; FileName = x", "!"),
      ("name=f; filename=plain; filename*=UTF-8''na%C3%AFve.txt", "naïve.txt"),
      ("name=f; filename*=iso-8859-1'en'na%EFve.txt", "naïve.txt"),
      ("name=f; filename=p; filename*=UTF-8''%ff", "p"),
      ("name=f; filename=p; filename*=x", "p"), ("name=f; filename=\"a%0D%0Ab\"", "ab"),
      ("name=f; filename*=UTF-8''..%2Fx", "x"), ("filename=x; name=f;", "x"),
    ])
  func filenames(disposition: String, expected: String) throws {
    let wire = Self.part(disposition, "") + "--b0--"
    if expected == "!" {
      #expect(throws: MultipartFailure.missingName) { try parse(wire, .max) }
    } else {
      #expect(try parse(wire, .max) == ["f|\(expected)|-|", "end"])
    }
  }

  static let refused: [(String, MultipartFailure)] = [
    ("--b0x\r\n", .badBoundary), ("--b0-x", .badBoundary), ("--b0\n", .badBoundary),
    ("--b0\rx", .badBoundary),
    ("--b0 x", .badBoundary), ("--b0" + String(repeating: " ", count: 300), .badBoundary),
    ("--b0\r\n\r\nx", .missingName),
    ("--b0\r\nContent-Disposition: attachment; name=a\r\n\r\n", .missingName),
    ("--b0\r\nContent-Disposition: form-data\r\n\r\n", .missingName),
    ("--b0\r\nContent-Disposition: form-data; name=\"a\r\n\r\n", .missingName),
    ("--b0\r\nContent-Disposition: form-data; name=\"a\"b\r\n\r\n", .missingName),
    ("--b0\r\nContent-Type: text/plain\r\n\r\n", .missingName),
    ("--b0\r\nContent-Disposition: form-data; name=a\n\r\n", .badPartHead(.bareLF)),
    ("--b0\r\n\n", .badPartHead(.bareLF)),
    ("--b0\r\nContent-Disposition: form-data;\r\n name=a\r\n\r\n", .badPartHead(.foldedLine)),
    ("--b0\r\nContent-Disposition : form-data; name=a\r\n\r\n", .badPartHead(.spaceBeforeColon)),
    ("--b0\r\nContent-Disposition: form-data; name=\"a\0\"\r\n\r\n", .badPartHead(.nul)),
    ("--b0\r\nA: " + String(repeating: "x", count: 20_000), .partHeadTooLarge),
    (String(repeating: part("name=a", ""), count: 101), .tooManyParts),
  ]

  @Test("refuses, the same in every cut", arguments: refused)
  func refuses(wire: String, expected: MultipartFailure) {
    for size in cutSizes { #expect(throws: expected, "cut \(size)") { try parse(wire, size) } }
    #expect(expected.description.hasSuffix(".") && [400, 413].contains(expected.status))
  }

  @Test(
    "takes only boundaries that a body can have",
    arguments: [
      ("", false), ("a", true), (String(repeating: "a", count: 70), true),
      (String(repeating: "a", count: 71), false),
      ("a\r\nb", false), ("a ", false), ("a b", true), ("é", false),
    ])
  func boundaries(boundary: String, isValid: Bool) {
    #expect((Multipart(boundary: boundary) != nil) == isValid)
  }
}

extension String {
  fileprivate func replacingFirst(_ old: String, _ new: String) -> String {
    hasPrefix(old) ? new + dropFirst(old.count) : self
  }
}
