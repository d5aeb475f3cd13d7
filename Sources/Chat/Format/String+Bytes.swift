/// Beginnings and ends by their bytes: as characters, a mark in somebody's text may combine with the format's
/// own signs beside it, and hide them.
extension StringProtocol {
  func begins(with bytes: String) -> Bool { utf8.starts(with: bytes.utf8) }

  func ends(with bytes: String) -> Bool {
    utf8.count >= bytes.utf8.count && utf8.suffix(bytes.utf8.count).elementsEqual(bytes.utf8)
  }
}
