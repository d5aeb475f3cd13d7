/// A regular expression, taken apart.
indirect enum PatternNode: Hashable {
  case empty
  case set(ScalarSet)
  case start, end
  case wordEdge(isNegated: Bool)
  case sequence([PatternNode])
  case choice([PatternNode])
  /// most: nil for any number
  case repeated(PatternNode, least: Int, most: Int?)
}
