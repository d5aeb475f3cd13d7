// sources: Sources/Agent/Providers/JSONCursor.swift
// The quick reader of JSON: what it accepts, JSONDecoder accepts, too, and reads the same from it.
import FoundationEssentials

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  // The cursor repairs what is not UTF-8, the decoder refuses it.
  guard String(validating: bytes, as: UTF8.self) != nil else { return 0 }
  if accepts(bytes, { $0.skip() }) {
    precondition(decode(Anything.self, bytes) != nil, "JSONDecoder refuses what was accepted")
  }
  var text: String?
  // Half a surrogate pair is repaired here and refused there.
  let isString = accepts(bytes) { text = $0.readString(); return text != nil }
  if isString, let text, !text.unicodeScalars.contains("\u{FFFD}") {
    precondition(decode(String.self, bytes) == text, "two strings")
  }
  var number: Int?
  if accepts(bytes, { number = $0.readInteger(); return number != nil }) {
    precondition(decode(Int.self, bytes) == number, "two numbers")
  }
  return 0
}

/// Any JSON, of which nothing is wanted.
private struct Anything: Decodable {
  init(from decoder: any Decoder) {}
}

private func accepts(_ bytes: [UInt8], _ read: (inout JSONCursor) -> Bool) -> Bool {
  var cursor = JSONCursor(bytes)
  return read(&cursor) && cursor.isAtEnd()
}

private func decode<T: Decodable>(_ type: T.Type, _ bytes: [UInt8]) -> T? {
  try? JSONDecoder().decode(type, from: Data(bytes))
}
