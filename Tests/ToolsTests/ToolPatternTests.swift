import Testing
import Tools

@Suite struct ToolPatternTests {
  @Test(arguments: [
    ("exec", "exec", true), ("exec", "exec2", false), ("*", "anything", true), ("*", "", true),
    ("clock_*", "clock_now", true), ("clock_*", "clock", false), ("*_now", "clock_now", true), ("a*b", "ab", true),
    ("a*a", "a", false), ("a*b*c", "a-b-c", true), ("a*b*c", "a-c-b", false), ("**", "x", true), ("", "", true),
    ("", "x", false), ("a*bc*bc", "abc", false), ("a*bc*bc", "abcbc", true),
  ])
  func `a star stands for any characters`(pattern: String, name: String, fits: Bool) {
    #expect(ToolPattern(pattern).matches(name) == fits)
  }
}
