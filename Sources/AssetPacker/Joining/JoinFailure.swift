/// Why the app cannot be joined: something is written in a way that the joiner does not understand.
struct JoinFailure: Error, CustomStringConvertible, Equatable {
  let path: String
  let reason: String

  var description: String { "\(path): \(reason)" }
}
