/// What may be a user's name.
public enum UserName {
  /// 1 to 64 bytes, without control characters, `=` and blanks at the ends: it stands in files and addresses. U+FFFD
  /// stands for bytes that were no UTF-8: two people whose names differ in such bytes must not become one.
  public static func isValid(_ name: String) -> Bool {
    (1...LoginLimits.nameBytes).contains(name.utf8.count) && !name.utf8.contains { $0 < 32 || $0 == 127 || $0 == 61 }
      && name.first != " " && name.last != " " && !name.unicodeScalars.contains("\u{FFFD}")
  }
}
