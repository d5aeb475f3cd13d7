/// Unpacks deflated messages; the wire format itself knows no zlib.
public protocol WebSocketInflater: AnyObject {
  /// Appends what comes of the next piece of a message.
  ///
  /// limitBytes: what `output` may hold then
  /// errors:     `.badPayload`, `.tooLarge`
  func inflate(_ piece: [UInt8], into output: inout [UInt8], limitBytes: Int) throws(WebSocketFailure)
  /// The message ends here.
  func endMessage(into output: inout [UInt8], limitBytes: Int) throws(WebSocketFailure)
}
