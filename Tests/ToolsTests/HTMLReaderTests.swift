import Testing

@testable import Tools

@Suite struct HTMLReaderTests {
  @Test func `takes tags apart as browsers do`() {
    #expect(
      tokens("<P CLASS=a id='b' hidden x = \"1&amp;2\">Hi</p >") == [
        .open(HTMLTag(name: "p", attributes: ["class": "a", "id": "b", "hidden": "", "x": "1&2"])), .text("Hi"),
        .close("p"),
      ])
    #expect(
      tokens("<br/><a/b=c>") == [
        .open(HTMLTag(name: "br", isClosed: true)), .open(HTMLTag(name: "a", attributes: ["b": "c"])),
      ])
    #expect(tokens("<a b=1 b=2>") == [.open(HTMLTag(name: "a", attributes: ["b": "1"]))])
  }

  @Test func `what only looks like a tag is text`() {
    #expect(tokens("1 < 2 <3 <") == [.text("1 < 2 <3 <")])
    #expect(tokens("a<!-- <b> -- > -->b<!x>c<?d>e</ f>g") == ["a", "b", "c", "e", "g"].map { .text($0) })
    #expect(tokens("a<!-->b<!--->c") == [.text("a"), .text("b"), .text("c")])
    #expect(tokens("a<b c='>") == [.text("a")])
    #expect(tokens("a<!-- b") == [.text("a")])
  }

  @Test func `scripts and styles are text up to their end`() {
    #expect(
      tokens("<script>if (a<b) \"</scrip\" &amp;</SCRIPT>x") == [
        .open(HTMLTag(name: "script")), .text("if (a<b) \"</scrip\" &amp;"), .close("script"), .text("x"),
      ])
    #expect(tokens("<title>a &amp; b") == [.open(HTMLTag(name: "title")), .text("a & b")])
    #expect(tokens("<style></style>") == [.open(HTMLTag(name: "style")), .close("style")])
  }

  @Test(arguments: [
    ("&amp;&lt;&gt;&quot;&#39;&nbsp;", "&<>\"'\u{A0}"), ("&eacute;&Eacute;&euro;&hellip;", "éÉ€…"),
    ("&#233;&#xe9;&#XE9", "ééé"), ("&amp", "&"), ("&nosuch; &; & &&", "&nosuch; &; & &&"),
    ("&#x110000;&#0;", "\u{FFFD}\u{FFFD}"),
    ("&#150;", "–"), ("&#xD800;", "\u{FFFD}"), ("&thetasym;&bsol;", "ϑ\\"), ("&#+5;", "&#+5;"), ("&copy2", "&copy2"),
  ]) func `replaces references`(html: String, text: String) {
    #expect(tokens(html) == [.text(text)])
  }

  private func tokens(_ html: String) -> [HTMLReader.Token] {
    var reader = HTMLReader(html)
    var tokens: [HTMLReader.Token] = []
    while let token = reader.next() { tokens.append(token) }
    return tokens
  }
}
