internal import COpenSSL

/// Bytes that nobody can foretell: OpenSSL's generator, seeded by the kernel.
public enum SecureRandom {
  public static func bytes(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    precondition(RAND_bytes(&bytes, Int32(count)) == 1, "the kernel has no randomness")
    return bytes
  }
}
