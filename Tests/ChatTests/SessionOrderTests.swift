import Testing

@testable import Chat

@Suite struct SessionOrderTests {
  @Test func `kept in order it is as if sorted`() {
    var dice = Dice(9)
    var infos: [SessionInfo] = []
    var order = SessionOrder()
    for number in 0..<500 {
      if let old = infos.indices.randomElement(using: &dice), Bool.random(using: &dice) {
        order.remove(infos[old])
        order.remove(infos[old])
        infos.remove(at: old)
      }
      var info = SessionInfo(
        id: "\(number)", name: "", created: 0, updated: Int.random(in: 0..<9, using: &dice))
      info.pinned = Int.random(in: 0..<4, using: &dice) == 0
      infos.append(info)
      order.insert(info)
    }
    #expect(Array(order.ids) == Array(SessionOrder(infos).ids))
    let pinned = order.ids.map { id in infos.first { $0.id == id }?.pinned == true }
    #expect(pinned == pinned.sorted { $0 && !$1 })
  }
}
