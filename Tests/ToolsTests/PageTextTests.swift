import HTTPClient
import Testing

@testable import Tools

@Suite struct PageTextTests {
  @Test(arguments: [
    ("<h1>One</h1><h3> Two <b>2</b></h3>text", "# One\n\n### Two 2\n\ntext"),
    ("a\n  b\t<b>c</b> <i>d</i>e<br>f<br><br>g", "a b c de\nf\n\ng"),
    ("<div>a</div><div>b<div></div></div><p>c<p>d", "a\nb\n\nc\n\nd"),
    ("<ul><li>a<li>b<ul><li>c</ul><li><p>d</ul>e", "- a\n- b\n  - c\n- d\n\ne"),
    ("<ol start=3><li>a</li><li></li><li>b</li></ol>", "3. a\n5. b"),
    ("<a href=x>y</a> <a href='#z'>z</a> <a href=javascript:w>w</a> <a href=/v> </a>", "[y](http://h/d/x) z w"),
    ("<a href=/x><h2> T </h2></a>", "## [T](http://h/x)"), ("<a href='/a(b)'>c</a>", "[c](http://h/a%28b%29)"),
    ("a <code> b </code> c<code></code>", "a `b` c"),
    ("x<pre>\n a\n\n  b &lt;<b>c</b>\n</pre>y", "x\n\n```\n a\n\n  b <c\n```\n\ny"),
    ("<blockquote>a<p>b</blockquote>c", "> a\n\n> b\n\nc"),
    ("a<hr>b", "a\n\n---\n\nb"), ("<img alt='A cat' src=x><img src=y>", "![A cat]"),
    ("<script>no</script><style>no</style>yes<noscript>no</noscript><svg><text>no</text></svg>", "yes"),
    ("<nav>menu</nav>text<footer>end</footer>", "text"), ("<nav>only this", "only this"),
    ("<div role=navigation>menu</div>a<p hidden>no</p><p style='display: none'>no</p><p aria-hidden=true>no</p>", "a"),
    (
      "<table><tr><th>a</th><th>b|</th></tr><tr><td>c<td><p>d</p><p>e</p></table>f",
      "| a | b\\| |\n| --- | --- |\n| c | d e |\n\nf"
    ),
    ("<table><tr><td>one<table><tr><td>a<td>b</table>two</table>", "one\n\n| a | b |\n| --- | --- |\n\ntwo"),
    ("<table><tr><td>one</td></tr><tr><td></td></tr></table>", "one"),
    ("<select><option>a</select><button>b</button><textarea>c</textarea>d", "d"), ("</p></ul></table></a>x", "x"),
    ("", ""),
    ("caf&eacute; &amp; bar", "café & bar"),
  ]) func `writes`(html: String, text: String) throws {
    #expect(PageText.read(html, base: try HTTPURL("http://h/d/p")).text == text)
  }

  @Test func `takes the title, and the main part if there is one worth it`() {
    let long = String(repeating: "word ", count: 60)
    let page = PageText.read("<title> A\n b </title>before<main><p>\(long)</main>after", base: nil)
    #expect(page.title == "A b")
    #expect(page.text == long.dropLast())
    #expect(PageText.read("before<main><p>a</main>after", base: nil).text == "before\n\na\nafter")
  }

  @Test func `keeps to its limit between characters`() {
    #expect(PageText.read(String(repeating: "é", count: 50), base: nil, limitBytes: 11).text == "ééééé")
  }

  /// Each would take minutes if anything in it were quadratic.
  @Test(arguments: [
    "<", "<a", "<a href=x>", "<!--", "<!-- -", "&", "&#", "<table>", "<tr><td>", "<ul>", "<ul><li>", "<blockquote>",
    "<pre>",
    "</a>", "</table>", "<script>", "<title>", "<a b=\"", "<b c='d' ", "<code>", "<nav>", "<div hidden>", " ", "<br>",
    "<h1>",
    "<main>", "</main>", "<p>a", "<td>", "<a/", "<a =",
  ]) func `is quick whatever is repeated`(piece: String) throws {
    let html = String(repeating: piece, count: 200_000 / piece.utf8.count)
    let text = PageText.read(html, base: try HTTPURL("http://h/")).text
    #expect(text.utf8.count <= ToolLimits.outputBytes)
  }

  @Test func `survives a cut anywhere`() throws {
    let html = """
      <!doctype html><title>T</title><!-- c --><main><h1>é</h1><ul><li><a href="x?a=1&amp;b">l</a></ul><table><tr><td>a\
      <td>b</table><pre> x </pre><script>s</script></main>&hellip;
      """
    for end in html.indices { _ = PageText.read(String(html[..<end]), base: try HTTPURL("http://h/")) }
  }

  @Test func `survives whatever is put together`() throws {
    let pieces = [
      "<a href=x>", "</a>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<ul>", "<ol start=9223372036854775807>",
      "<li>",
      "</ul>", "<pre>", "</pre>", "<h2>", "</h2>", "<blockquote>", "</blockquote>", "<main>", "</main>", "<code>",
      "</code>",
      "<br>", "<hr>", "<p>", "text", " ", "\n", "é", "&amp;", "&#0;", "&", "<", "<!--", "-->", "<nav>", "</nav>",
      "<script>",
      "</script>", "<title>", "</title>", "<img alt=a>", "<div hidden>", "</div>", "<x y='", "'>", "|", "\u{0}",
      "</ol>",
    ]
    let base = try HTTPURL("http://h/")
    for _ in 0..<3000 {
      let html = (0..<Int.random(in: 0...40)).map { _ in pieces.randomElement()! }.joined()
      let text = PageText.read(html, base: base, limitBytes: 64).text
      #expect(text.utf8.count <= 64, "\(html)")
    }
  }
}
