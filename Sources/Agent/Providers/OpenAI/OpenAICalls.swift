internal import Chat

/// Puts calls together from the pieces in which they come, whatever the server leaves out or says twice:
///
/// * Pieces belong together by `index`; without it by `id`; without both, or under an index that begins without a
///   name, they go on with the last call.
/// * A new name under a known index, with another id or after arguments that are complete, is a new call: some
///   servers number all calls of a round 0. A new id without a name is none.
struct OpenAICalls {
  fileprivate struct Slot {
    var index: Int?
    var call: ModelCall
    var end = ArgumentsEnd()
  }

  private var slots: [Slot] = []

  var isEmpty: Bool { slots.isEmpty }

  /// returns: the name of a call that begins with this piece, else nil
  /// errors:  `ProviderFailure` when there are more calls than we take
  mutating func take(_ piece: OpenAICallPiece) throws -> String? {
    let known = slot(of: piece)
    let place = known ?? slots.count
    if known == nil {
      guard slots.count < AgentLimits.callsPerRound else { throw ProviderFailure.tooManyCalls }
      slots.append(Slot(index: piece.index, call: ModelCall(id: piece.id, name: piece.name, arguments: "")))
    }
    let hadName = known.map { !slots[$0].call.name.isEmpty } ?? false
    slots[place].add(piece)
    return hadName || piece.name.isEmpty ? nil : piece.name
  }

  /// In their order.
  ///
  /// isCut: the answer was cut at its longest: a call whose arguments are not complete is left out
  func calls(isCut: Bool) -> [ModelCall] {
    slots.filter { !isCut || $0.end.isReached }.map { slot in
      var call = slot.call
      if call.arguments.allSatisfy(\.isWhitespace) { call.arguments = "{}" }
      return call
    }
  }

  private func slot(of piece: OpenAICallPiece) -> Int? {
    guard let candidate = named(by: piece) ?? last(for: piece), !slots[candidate].isOver(by: piece) else {
      return nil
    }
    return candidate
  }

  private func named(by piece: OpenAICallPiece) -> Int? {
    if let index = piece.index { return slots.lastIndex { $0.index == index } }
    return piece.id.isEmpty ? nil : slots.lastIndex { $0.call.id == piece.id }
  }

  /// For a piece that names no call that is known.
  private func last(for piece: OpenAICallPiece) -> Int? {
    let isNameless = piece.name.isEmpty && (piece.index == nil || piece.id.isEmpty)
    return isNameless || piece.index == nil && piece.id.isEmpty ? slots.indices.last : nil
  }
}

extension OpenAICalls.Slot {
  fileprivate func isOver(by piece: OpenAICallPiece) -> Bool {
    guard !piece.name.isEmpty, !call.name.isEmpty else { return false }
    if !piece.id.isEmpty, !call.id.isEmpty, piece.id != call.id { return true }
    return piece.name != call.name || end.isReached && !piece.arguments.isEmpty
  }

  fileprivate mutating func add(_ piece: OpenAICallPiece) {
    if call.id.isEmpty { call.id = piece.id }
    if call.name.isEmpty { call.name = piece.name }
    if let extra = piece.extra { call.extra = extra }
    call.arguments += piece.arguments
    end.take(piece.arguments)
  }
}
