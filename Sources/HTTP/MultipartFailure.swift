/// Why a multipart body was refused.
public enum MultipartFailure: WireFailure {
  case badBoundary, tooManyParts, partHeadTooLarge, missingName
  case badPartHead(HeadFailure)

  public var status: Int {
    switch self {
    case .tooManyParts, .partHeadTooLarge: 413
    default: 400
    }
  }

  public var description: String {
    switch self {
    case .badBoundary: "A boundary in the form is followed by something else than a line end."
    case .tooManyParts: "The form has more parts than this server reads."
    case .partHeadTooLarge: "The head of a part of the form is larger than this server reads."
    case .missingName: "A part of the form has no Content-Disposition form-data with a name."
    case .badPartHead(let failure): "The head of a part of the form is malformed. " + failure.description
    }
  }
}
