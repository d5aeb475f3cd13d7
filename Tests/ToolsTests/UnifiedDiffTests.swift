import Testing

@testable import Tools

@Suite struct UnifiedDiffTests {
  @Test func `shows three lines around a change`() {
    let old = (1...9).map { "\($0)\n" }.joined()
    let new = old.replacing("5\n", with: "five\n")
    #expect(
      diff(old, new).text == """
        --- a/n.txt
        +++ b/n.txt
        @@ -2,7 +2,7 @@
         2
         3
         4
        -5
        +five
         6
         7
         8

        """)
  }

  @Test func `a new file comes from nothing`() {
    #expect(diff(nil, "a\nb\n").text == "--- /dev/null\n+++ b/n.txt\n@@ -0,0 +1,2 @@\n+a\n+b\n")
    #expect(diff(nil, "").text == "--- /dev/null\n+++ b/n.txt\n")
    #expect(diff("a\n", "").text == "--- a/n.txt\n+++ b/n.txt\n@@ -1 +0,0 @@\n-a\n")
    #expect(diff("a\n", "a\n").text.isEmpty)
  }

  @Test func `says where the last line has no break`() {
    #expect(
      diff("a\nb", "a\nc\n").text == """
        --- a/n.txt
        +++ b/n.txt
        @@ -1,2 +1,2 @@
         a
        -b
        \\ No newline at end of file
        +c

        """)
  }

  @Test func `changes near each other share a hunk, others do not`() {
    let old = (1...30).map { "\($0)\n" }.joined()
    let near = old.replacing("10\n", with: "x\n").replacing("16\n", with: "y\n")
    let far = old.replacing("10\n", with: "x\n").replacing("18\n", with: "y\n")
    #expect(diff(old, near).text.split(separator: "\n").count { $0.hasPrefix("@@") } == 1)
    #expect(diff(old, far).text.split(separator: "\n").count { $0.hasPrefix("@@") } == 2)
  }

  @Test func `a name cannot look like a line of the diff`() {
    let text = UnifiedDiff(from: nil, to: [], path: "a\n+++ b/\"x\t\u{1}").text
    #expect(text == "--- /dev/null\n+++ \"b/a\\n+++ b/\\\"x\\t\\001\"\n")
  }

  @Test func `is cut at its limit, and says so`() {
    let new = String(repeating: "a line\n", count: 1000)
    let diff = UnifiedDiff(from: nil, to: Array(new.utf8), path: "n", limitBytes: 200)
    #expect(diff.isTruncated)
    #expect(diff.text.utf8.count < 400)
    #expect(diff.text.hasSuffix("… (1000 lines added and 0 removed in all: the rest is too long to be shown)\n"))
    #expect(diff.added == 1000)
  }

  @Test func `applied to the old text it gives the new one`() {
    for _ in 0..<1000 {
      let (old, new) = (Self.text(), Self.text())
      let diff = UnifiedDiff(from: Array(old.utf8), to: Array(new.utf8), path: "n")
      #expect(Self.applied(diff.text, to: old) == new, "\(old.debugDescription) → \(new.debugDescription)")
    }
  }

  private func diff(_ old: String?, _ new: String) -> UnifiedDiff {
    UnifiedDiff(from: old.map { Array($0.utf8) }, to: Array(new.utf8), path: "n.txt")
  }

  private static func text() -> String {
    let lines = (0..<Int.random(in: 0...20)).map { _ in ["a", "b", "c", "", "\\ x", "-", "+", "@@"].randomElement()! }
    return lines.joined(separator: "\n") + (Bool.random() && !lines.isEmpty ? "\n" : "")
  }

  /// A reader of unified diffs that trusts nothing but their lines.
  private static func applied(_ diff: String, to old: String) -> String? {
    if diff.isEmpty { return old }
    let oldLines = lines(old)
    var (result, at): ([String], Int) = ([], 0)
    var last: Character = " "
    for line in lines(diff).dropFirst(2) {
      let content = String(line.dropFirst())
      switch line.first {
      case "@":
        let place = line.split(separator: " ")[1].dropFirst().split(separator: ",").map { Int($0)! }
        let start = place.count == 2 && place[1] == 0 ? place[0] : place[0] - 1
        result += oldLines[at..<start]
        at = start
      case "\\":
        if last != "-" { result[result.count - 1].removeLast() }
      case "-":
        guard oldLines[at] == content || oldLines[at] + "\n" == content else { return nil }
        at += 1
      case " ":
        guard oldLines[at] == content || oldLines[at] + "\n" == content else { return nil }
        result.append(content)
        at += 1
      case "+": result.append(content)
      default: return nil
      }
      last = line.first ?? " "
    }
    return (result + oldLines[at...]).joined()
  }

  private static func lines(_ text: String) -> [String] {
    let lines = TextLines(Array(text.utf8))
    return (0..<lines.count).map { String(decoding: lines[$0], as: UTF8.self) }
  }
}
