internal import HTTPClient

/// A page of HTML as text that is good to read: Markdown with its headings, links, lists, tables and code, without
/// scripts, menus and what is hidden.
///
/// Linear in the page, whatever it holds; however deep it nests, only so deep is shown.
struct PageText {
  private(set) var title = ""
  private let base: HTTPURL?
  private var flow: TextFlow
  private let keepsMenus: Bool
  private var skipped: (name: String, depth: Int)?
  private var lists: [Int?] = []
  private var hiddenLists = 0
  private var quotes = 0
  private var table: HTMLTable?
  private var isInTitle = false
  private var startsVerbatim = false
  private var main: (start: Int, end: Int?)?

  /// The text of a page, and its title. base: what its links are relative to
  static func read(
    _ html: String, base: HTTPURL?, limitBytes: Int = ToolLimits.outputBytes
  ) -> (title: String, text: String) {
    var page = PageText(base, limitBytes, keepsMenus: false)
    page.read(html)
    if page.flow.isAtStart {
      // All of it seems to be menu: perhaps one was never closed.
      page = PageText(base, limitBytes, keepsMenus: true)
      page.read(html)
    }
    return (page.title, page.text)
  }

  private init(_ base: HTTPURL?, _ limitBytes: Int, keepsMenus: Bool) {
    self.base = base
    self.keepsMenus = keepsMenus
    flow = TextFlow(limitBytes: limitBytes)
  }

  /// The main part of the page, if it says which that is and the part is more than a word.
  private var text: String {
    if let main, let end = main.end, end - main.start >= 200 { return flow.text(in: main.start..<end) }
    return flow.text
  }

  private mutating func read(_ html: String) {
    var reader = HTMLReader(html)
    while !flow.isFull, let token = reader.next() {
      switch token {
      case .text(let text): write(text)
      case .open(let tag): open(tag)
      case .close(let name): close(name)
      }
    }
    leaveTable()
  }

  private mutating func write(_ text: String) {
    if isInTitle {
      if title.isEmpty { title = HumanLine.shown(text.split(whereSeparator: \.isWhitespace).joined(separator: " ")) }
    } else if skipped == nil {
      var text = text[...]
      if startsVerbatim, text.first?.isNewline == true { text = text.dropFirst() }
      startsVerbatim = false
      writing { $0.write(String(text)) }
    }
  }

  /// Into the cell that is open, else into the page.
  private mutating func writing(_ body: (inout TextFlow) -> Void) {
    if table?.isInCell == true { table?.withCell(body) } else { body(&flow) }
  }

  private mutating func open(_ tag: HTMLTag) {
    if let (name, depth) = skipped {
      if name == tag.name, !tag.isClosed { skipped = (name, depth + 1) }
      return
    }
    if isSkipped(tag) {
      if !tag.isClosed, !HTMLElement.isVoid(tag.name) { skipped = (tag.name, 1) }
      return
    }
    switch tag.name {
    case "title": isInTitle = true
    case "a": openLink(tag)
    case "img": image(tag)
    case "code", "kbd", "samp", "tt":
      writing { if !$0.isVerbatim { $0.open(.init(kind: "code", opening: "`", closing: "`")) } }
    case "table", "tr", "td", "th": openTable(tag.name)
    case "main":
      flow.breakLine(1)
      if main == nil, table == nil { main = (flow.bytes.count, nil) }
    default: openBlock(tag)
    }
  }

  private func isSkipped(_ tag: HTMLTag) -> Bool {
    if HTMLElement.isNoise(tag.name) { return true }
    if tag.attributes["hidden"] != nil || tag.attributes["aria-hidden"]?.lowercased() == "true" { return true }
    let style = tag.attributes["style"]?.lowercased().replacing(" ", with: "") ?? ""
    if style.contains("display:none") || style.contains("visibility:hidden") { return true }
    return !keepsMenus && HTMLElement.isMenu(tag.name, role: tag.attributes["role"])
  }

  private mutating func close(_ name: String) {
    if let (skippedName, depth) = skipped {
      if name == skippedName { skipped = depth == 1 ? nil : (skippedName, depth - 1) }
      return
    }
    switch name {
    case "title": isInTitle = false
    case "a": writing { $0.close("a") }
    case "code", "kbd", "samp", "tt": writing { $0.close("code") }
    case "table", "tr", "td", "th": closeTable(name)
    case "main":
      flow.breakLine(1)
      if main?.end == nil, table == nil { main?.end = flow.bytes.count }
    default: closeBlock(name)
    }
  }

  private mutating func openLink(_ tag: HTMLTag) {
    writing { $0.close("a") }
    guard let target = tag.attributes["href"], let base, let address = WebReference.resolve(target, against: base),
      address.utf8.count <= 500
    else { return }
    let safe = address.replacing("(", with: "%28").replacing(")", with: "%29")
    writing { if !$0.isVerbatim { $0.open(.init(kind: "a", opening: "[", closing: "](\(safe))")) } }
  }

  private mutating func image(_ tag: HTMLTag) {
    guard let words = tag.attributes["alt"]?.split(whereSeparator: \.isWhitespace), !words.isEmpty else { return }
    writing { $0.write("![\(words.joined(separator: " "))]") }
  }

  private mutating func openBlock(_ tag: HTMLTag) {
    guard let lines = HTMLElement.breaks(around: tag.name) else { return }
    if table?.isInCell == true { return writing { $0.write(" ") } }
    switch tag.name {
    case "br": return flow.isVerbatim ? flow.write("\n") : flow.addBreak()
    case "ul", "ol": openList(tag)
    case "li": openItem()
    case "blockquote": quotes += 1
    case "hr":
      flow.breakLine(2)
      flow.write("---")
    default: break
    }
    if !flow.hasMarker { flow.breakLine(HTMLElement.isList(tag.name) && lists.count > 1 ? 1 : lines) }
    indent()
    if let level = HTMLElement.headingLevel(tag.name) { flow.begin(with: String(repeating: "#", count: level) + " ") }
    if tag.name == "pre" { openVerbatim() }
  }

  private mutating func closeBlock(_ name: String) {
    guard let lines = HTMLElement.breaks(around: name), name != "br", name != "hr" else { return }
    if table?.isInCell == true { return writing { $0.write(" ") } }
    switch name {
    case "ul", "ol": closeList()
    case "blockquote": quotes = max(0, quotes - 1)
    case "pre": closeVerbatim()
    case "li", "h1", "h2", "h3", "h4", "h5", "h6": flow.dropMarker()
    default: break
    }
    flow.breakLine(HTMLElement.isList(name) && !lists.isEmpty ? 1 : lines)
    indent()
  }

  private mutating func openVerbatim() {
    flow.write("```")
    flow.breakLine(1)
    flow.isVerbatim = true
    startsVerbatim = true
  }

  private mutating func closeVerbatim() {
    guard flow.isVerbatim else { return }
    flow.isVerbatim = false
    flow.endVerbatim()
  }

  private mutating func openList(_ tag: HTMLTag) {
    guard lists.count < HTMLElement.listsAtMost else {
      hiddenLists += 1
      return
    }
    lists.append(tag.name == "ol" ? Int(tag.attributes["start"] ?? "1") ?? 1 : nil)
  }

  private mutating func closeList() {
    if hiddenLists > 0 { hiddenLists -= 1 } else { _ = lists.popLast() }
  }

  private mutating func openItem() {
    flow.breakLine(1)
    flow.dropMarker()
    flow.indent = prefix(lists.count - 1)
    guard let number = lists.last ?? nil else { return flow.begin(with: "- ") }
    flow.begin(with: "\(number). ")
    lists[lists.count - 1] = number &+ 1
  }

  private mutating func indent() { if !flow.hasMarker { flow.indent = prefix(lists.count) } }

  private func prefix(_ depth: Int) -> String {
    String(repeating: "> ", count: min(quotes, 4)) + String(repeating: "  ", count: max(0, min(depth, 8)))
  }

  private mutating func openTable(_ name: String) {
    if name == "table" {
      leaveTable()
      flow.breakLine(2)
      table = HTMLTable()
    } else if table == nil {
      flow.breakLine(1)
    } else if name == "tr" {
      write(rows: table?.endRow() ?? [])
    } else {
      table?.beginCell()
    }
  }

  private mutating func closeTable(_ name: String) {
    switch name {
    case "table":
      if table != nil { write(rows: table?.endRow() ?? []) }
      table = nil
      flow.breakLine(2)
    case "tr": if table != nil { write(rows: table?.endRow() ?? []) } else { flow.breakLine(1) }
    default: table?.endCell()
    }
  }

  /// A table that holds another one is a frame: its cells are blocks.
  private mutating func leaveTable() {
    write(rows: table?.endRow(isFrame: true) ?? [])
    table = nil
  }

  private mutating func write(rows: [String]) {
    for row in rows {
      flow.breakLine(1)
      flow.write(row)
      flow.breakLine(1)
    }
  }
}
