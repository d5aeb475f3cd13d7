internal import Kernel

/// A change of one file, worked out and not yet made: what a person is shown before they allow it.
struct PlannedChange: Sendable {
  private let replacement: FileReplacement
  private let new: [UInt8]
  private let diff: UnifiedDiff

  init(_ replacement: FileReplacement, new: [UInt8]) {
    diff = UnifiedDiff(from: replacement.old, to: new, path: replacement.path)
    self.replacement = replacement
    self.new = new
  }

  /// The unified diff, with signs that would hide in it or turn it around made visible. The same as long as the file
  /// and the call are the same, and only then.
  var preview: String {
    if diff.text.isEmpty { return "(\(HumanLine.shown(replacement.path)) stays as it is)\n" }
    let shown = HumanLine.visible(diff.text, breaks: true)
    guard diff.isTruncated, let old = replacement.old else { return shown }
    return shown + "(fingerprint of the file before: \(String(Self.fingerprint(old), radix: 16)))\n"
  }

  /// Makes the change, if it is still what was approved.
  func make(approved: String?) throws(ToolFailure) -> ToolOutput {
    if let approved, approved != preview {
      throw ToolFailure(
        "\(HumanLine.shown(replacement.path)) has changed since this call was approved: nothing was written; "
          + "read it and try again")
    }
    if replacement.old == new { return ToolOutput(preview) }
    try replacement.replace(with: new)
    let verb = replacement.old == nil ? "created" : "changed"
    let counts = "+\(diff.added) −\(diff.removed) lines, now \(new.count) bytes"
    return ToolOutput(
      "\(verb) \(HumanLine.shown(replacement.path)) (\(counts))\n\n\(diff.text)", isTruncated: diff.isTruncated)
  }

  // FNV-1a: against accidents; what a person did not see of the new text is in the arguments anyway.
  private static func fingerprint(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}
