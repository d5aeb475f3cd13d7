/// One user's sessions in the order of the list: pinned ones first, then the newest. Kept in order, because
/// sorting ten thousand for every look would hold up the loop.
struct SessionOrder: Sendable {
  private struct Key: Comparable, Sendable {
    let pinned: Bool
    let updated: Int
    let id: String

    init(_ info: SessionInfo) { (pinned, updated, id) = (info.pinned, info.updated, info.id) }

    static func < (one: Key, other: Key) -> Bool {
      if one.pinned != other.pinned { return one.pinned }
      return (one.updated, one.id) > (other.updated, other.id)
    }
  }

  private var keys: [Key] = []

  init(_ infos: some Sequence<SessionInfo> = []) { keys = infos.map(Key.init).sorted() }

  var ids: some Sequence<String> { keys.lazy.map(\.id) }

  /// cost: O(log n) comparisons and one move of what follows
  mutating func insert(_ info: SessionInfo) {
    let key = Key(info)
    keys.insert(key, at: place(of: key))
  }

  /// info: as it was when it was inserted
  mutating func remove(_ info: SessionInfo) {
    let key = Key(info)
    let place = place(of: key)
    if place < keys.count, keys[place] == key { keys.remove(at: place) }
  }

  /// Where the key stands, or would.
  private func place(of key: Key) -> Int {
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
