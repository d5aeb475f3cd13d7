/// The command line is wrong: exit code 2.
struct UsageError: Error {
  let words: String
}
