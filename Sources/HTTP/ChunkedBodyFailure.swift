/// Why a chunked body was refused.
public enum ChunkedBodyFailure: WireFailure, CaseIterable {
  case badSize, sizeTooLarge, sizeLineTooLong, badExtension, badLineEnd, badTrailer, trailersTooLarge

  public var status: Int {
    switch self {
    case .sizeTooLarge: 413
    case .trailersTooLarge: 431
    default: 400
    }
  }

  public var description: String {
    switch self {
    case .badSize: "A chunk's size is not a hexadecimal number alone."
    case .sizeTooLarge: "A chunk's size is larger than any body can be."
    case .sizeLineTooLong: "A chunk's size line is longer than this server reads."
    case .badExtension: "A chunk's extension has a control character."
    case .badLineEnd: "A chunk's line or data does not end with CR LF."
    case .badTrailer: "A trailer is not a field line."
    case .trailersTooLarge: "The trailers are larger than this server reads."
    }
  }
}
