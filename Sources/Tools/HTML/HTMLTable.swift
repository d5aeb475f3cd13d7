/// A table being read: rows of cells, whose text is gathered apart.
struct HTMLTable {
  private var row: [String] = []
  private var cell: TextFlow?
  private var rows = 0
  private static let cellsAtMost = 64
  private static let cellBytes = 16 * 1024

  var isInCell: Bool { cell != nil }

  mutating func beginCell() {
    endCell()
    cell = TextFlow(limitBytes: Self.cellBytes)
  }

  mutating func endCell() {
    guard let text = cell?.text else { return }
    cell = nil
    if row.count < Self.cellsAtMost { row.append(text) }
  }

  /// Writes into the cell that is open.
  mutating func withCell(_ body: (inout TextFlow) -> Void) {
    if var open = cell.take() {
      body(&open)
      cell = open
    }
  }

  /// The row as a line of Markdown; a row of one cell, or of a table that is no more than a frame, as lines.
  mutating func endRow(isFrame: Bool = false) -> [String] {
    endCell()
    defer { row = [] }
    let cells = row
    if isFrame || cells.count < 2 { return cells.filter { !$0.isEmpty } }
    guard cells.contains(where: { !$0.isEmpty }) else { return [] }
    rows += 1
    let line = Self.line(cells.map { $0.replacing("|", with: "\\|") })
    return rows == 1 ? [line, Self.line(cells.map { _ in "---" })] : [line]
  }

  private static func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
}
