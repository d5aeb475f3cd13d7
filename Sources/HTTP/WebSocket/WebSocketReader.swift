/// Reads a client's messages from bytes that come in any pieces (RFC 6455 §5, RFC 7692 §6.2).
///
/// Nothing is looked at twice, and what is held is a message up to the limit and a control frame. What breaks a
/// rule is refused with its first wrong byte: a text that is no UTF-8 is not waited for.
public struct WebSocketReader {
  private let limitBytes: Int
  private let inflater: (any WebSocketInflater)?
  /// The head under way.
  private var head: [UInt8] = []
  private var frame: WebSocketFrame?
  /// Of the frame's payload, so many bytes have come.
  private var got = 0
  /// The message under way, if one is: what its first frame said, and what is there of it.
  private var kind: WebSocketOpcode?
  private var isDeflated = false
  private var message: [UInt8] = []
  private var control: [UInt8] = []
  private var text = UTF8Check()
  private var hasClosed = false

  /// limitBytes: the largest message, unpacked
  /// inflater:   nil if nothing was agreed upon
  public init(limitBytes: Int, inflater: (any WebSocketInflater)? = nil) {
    self.limitBytes = limitBytes
    self.inflater = inflater
  }

  /// Whether a frame or a message has begun and not ended.
  public var isAmidMessage: Bool { kind != nil || frame != nil || !head.isEmpty }

  /// bytes:   any cut of the stream; `at` moves over what was read, to just behind the message returned
  /// returns: the next message, or nil when the input is used up; behind a close frame nothing is read
  /// cost:    O(bytes read)
  public mutating func next(_ bytes: Span<UInt8>, _ at: inout Int) throws(WebSocketFailure) -> WebSocketMessage? {
    while !hasClosed {
      if self.frame == nil { self.frame = try beginFrame(bytes, &at) }
      guard let frame = self.frame else { return nil }
      let end = at + min(frame.length - got, bytes.count - at)
      try take(bytes.extracting(at..<end), frame)
      at = end
      guard got == frame.length else { return nil }
      (self.frame, got) = (nil, 0)
      if let message = try finish(frame) { return message }
    }
    at = bytes.count
    return nil
  }

  private mutating func beginFrame(_ bytes: Span<UInt8>, _ at: inout Int) throws(WebSocketFailure) -> WebSocketFrame? {
    let before = head.count
    head.append(copying: bytes.extracting(at..<min(bytes.count, at + 14 - before)))
    guard let (frame, count) = try WebSocketFrame.parse(head.span, allowsDeflate: inflater != nil) else {
      at += head.count - before
      return nil
    }
    at += count - before
    head.removeAll(keepingCapacity: true)
    if !frame.opcode.isControl { try beginPart(frame) }
    return frame
  }

  private mutating func beginPart(_ frame: WebSocketFrame) throws(WebSocketFailure) {
    if frame.opcode == .continuation {
      if kind == nil { throw .malformed("A frame goes on with a message that never began.") }
    } else {
      if kind != nil { throw .malformed("A message begins before the last one has ended.") }
      (kind, isDeflated, text) = (frame.opcode, frame.isDeflated, UTF8Check())
    }
    // What is declared too large need not come first. Packed bytes are fewer than what they hold, or hardly more.
    guard frame.length <= limitBytes - (isDeflated ? 0 : message.count) else { throw .tooLarge(limitBytes: limitBytes) }
  }

  private mutating func take(_ bytes: Span<UInt8>, _ frame: WebSocketFrame) throws(WebSocketFailure) {
    let start = got
    got += bytes.count
    if frame.opcode.isControl { return control.append(bytes, unmaskedBy: frame.key, from: start) }
    let before = message.count
    if isDeflated, let inflater {
      var packed: [UInt8] = []
      packed.append(bytes, unmaskedBy: frame.key, from: start)
      try inflater.inflate(packed, into: &message, limitBytes: limitBytes)
    } else {
      message.append(bytes, unmaskedBy: frame.key, from: start)
    }
    try checkText(from: before)
  }

  private mutating func checkText(from start: Int) throws(WebSocketFailure) {
    guard kind == .text else { return }
    var check = text
    guard check.take(message.span.extracting(start..<message.count)) else { throw .notUTF8 }
    text = check
  }

  private mutating func finish(_ frame: WebSocketFrame) throws(WebSocketFailure) -> WebSocketMessage? {
    if frame.opcode.isControl { return try finishControl(frame.opcode) }
    guard frame.isFinal else { return nil }
    if isDeflated, let inflater {
      let before = message.count
      try inflater.endMessage(into: &message, limitBytes: limitBytes)
      try checkText(from: before)
    }
    if kind == .text, !text.isAtBoundary { throw .notUTF8 }
    defer { (kind, isDeflated, message) = (nil, false, []) }
    return kind == .text ? .text(message) : .binary(message)
  }

  private mutating func finishControl(_ opcode: WebSocketOpcode) throws(WebSocketFailure) -> WebSocketMessage {
    defer { control = [] }
    switch opcode {
    case .ping: return .ping(control)
    case .pong: return .pong(control)
    default:
      hasClosed = true
      return .close(try WebSocketClose(payload: control))
    }
  }
}

extension [UInt8] {
  /// place: that of the first byte in its frame's payload
  fileprivate mutating func append(_ bytes: Span<UInt8>, unmaskedBy key: [UInt8], from place: Int) {
    let start = count
    append(copying: bytes)
    let keys = (key[place & 3], key[(place + 1) & 3], key[(place + 2) & 3], key[(place + 3) & 3])
    var index = start
    while index + 3 < count {
      self[index] ^= keys.0
      self[index + 1] ^= keys.1
      self[index + 2] ^= keys.2
      self[index + 3] ^= keys.3
      index += 4
    }
    while index < count {
      self[index] ^= key[(place + index - start) & 3]
      index += 1
    }
  }
}
