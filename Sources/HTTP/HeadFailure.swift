/// Why a request's or response's head was refused. Nothing is repaired: whatever two readers could understand
/// differently is the stuff of request smuggling (RFC 9112 §11.2).
public enum HeadFailure: WireFailure, CaseIterable {
  case headTooLarge, targetTooLong, tooManyFields, methodTooLong
  case notHTTP, badRequestLine, badTarget, badStatusLine, badVersion, unsupportedVersion, unsupportedConnect
  case bareLF, bareCR, nul, foldedLine, spaceBeforeColon, missingColon, emptyName, badName, controlInValue
  case missingHost, duplicateHost, badHost
  case duplicateLength, badLength, lengthTooLarge
  case lengthAndCoding, duplicateCoding, unsupportedCoding, codingOnHTTP10
  case unsupportedExpectation

  public var status: Int {
    switch self {
    case .headTooLarge, .tooManyFields: 431
    case .targetTooLong: 414
    case .lengthTooLarge: 413
    case .methodTooLong, .unsupportedCoding, .unsupportedConnect: 501
    case .unsupportedVersion: 505
    case .unsupportedExpectation: 417
    default: 400
    }
  }

  public var description: String {
    switch self {
    case .headTooLarge: "The head of the message is larger than this server reads."
    case .targetTooLong: "The request line is longer than this server reads."
    case .tooManyFields: "The head has more fields than this server reads."
    case .methodTooLong: "The method's name is longer than any that is known."
    case .notHTTP: "These bytes are not HTTP; perhaps they are TLS sent to a plain port."
    case .badRequestLine: "The request line is not \u{201c}METHOD target HTTP/1.1\u{201d} with single spaces."
    case .badTarget:
      "The request target is not a path, an absolute http address or (for OPTIONS) an asterisk."
    case .badStatusLine: "The status line is not \u{201c}HTTP/1.1 three-digits reason\u{201d}."
    case .badVersion: "The line does not end with an HTTP version."
    case .unsupportedVersion: "Only HTTP/1.0 and HTTP/1.1 are spoken here."
    case .unsupportedConnect: "CONNECT is not supported: this is not a proxy."
    case .bareLF: "A line ends with LF alone; lines end with CR LF."
    case .bareCR: "A CR stands inside a line."
    case .nul: "A NUL byte stands in the head."
    case .foldedLine: "A field is folded over several lines, which HTTP no longer allows."
    case .spaceBeforeColon:
      "A blank stands in or after a field's name; the colon must follow the name at once."
    case .missingColon: "A line in the head has no colon."
    case .emptyName: "A field has no name."
    case .badName: "A field's name has a character that is not allowed in names."
    case .controlInValue: "A field's value has a control character."
    case .missingHost: "The Host field is missing."
    case .duplicateHost: "There is more than one Host field."
    case .badHost: "The host is not a name or an address with an optional port."
    case .duplicateLength: "There is more than one Content-Length."
    case .badLength: "Content-Length is not a number made of digits."
    case .lengthTooLarge: "Content-Length is larger than any body can be."
    case .lengthAndCoding: "Content-Length and Transfer-Encoding contradict each other."
    case .duplicateCoding: "Transfer-Encoding is there more than once, or names chunked twice."
    case .unsupportedCoding: "The only transfer coding spoken here is chunked."
    case .codingOnHTTP10: "Transfer-Encoding does not exist in HTTP/1.0."
    case .unsupportedExpectation: "The only expectation known here is 100-continue."
    }
  }
}
