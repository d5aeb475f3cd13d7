/// All sessions of one user, pinned ones first, then the newest, as they were at one instant. Shares its memory
/// with the list that it was taken from: made at once, however many there are, and encoded on any thread.
public struct SessionList: Sendable {
  let order: SessionOrder
  let listed: [String: Store.Listed]

  /// cost: O(n)
  public var infos: [SessionInfo] { order.ids.compactMap { listed[$0]?.info } }
}

extension SessionList: Encodable {
  public func encode(to encoder: any Encoder) throws {
    var box = encoder.unkeyedContainer()
    for id in order.ids {
      if let info = listed[id]?.info { try box.encode(info) }
    }
  }
}
