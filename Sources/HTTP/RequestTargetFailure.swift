/// Why a path was refused, always with 400: none of these is ever sent by a browser that means well.
public enum RequestTargetFailure: WireFailure, CaseIterable {
  case notAbsolute, badEscape, notUTF8, dotSegment, encodedSlash, backslash, controlCharacter

  public var status: Int { 400 }

  public var description: String {
    switch self {
    case .notAbsolute: "The path does not begin with a slash."
    case .badEscape: "A percent sign in the path is not followed by two hexadecimal digits."
    case .notUTF8: "The path is not UTF-8."
    case .dotSegment: "The path has a segment \u{201c}.\u{201d} or \u{201c}..\u{201d}."
    case .encodedSlash: "The path hides a slash in an escape."
    case .backslash: "The path has a backslash."
    case .controlCharacter: "The path has a NUL or another control character."
    }
  }
}
