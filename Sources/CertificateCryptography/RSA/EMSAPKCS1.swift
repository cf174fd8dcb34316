/// The encoding of a digest for a signature, EMSA-PKCS1-v1_5 (RFC 8017 §9.2).
enum EMSAPKCS1 {
  /// limbs = the encoded message of `byteCount` bytes as a number: `00 01 FF … FF 00`, DigestInfo.
  ///
  /// `limbs` has at least the `limbCount` limbs that are set, just enough for `byteCount` bytes. Returns `false` if the
  /// message would have less than eight bytes `FF`, which §9.2 step 3 calls too short, or if the digest has no DigestInfo.
  static func encode(
    _ digest: Digest, byteCount: Int, into limbs: inout MutableSpan<UInt64>, limbCount: Int
  ) -> Bool {
    guard let prefix = DigestInfoPrefix(digest.algorithm) else { return false }
    let digestInfoByteCount = prefix.count + digest.count
    // Step 3: the two bytes in front, eight of padding, and the zero that ends it.
    guard byteCount >= digestInfoByteCount + 11 else { return false }
    precondition((byteCount + 7) / 8 == limbCount && limbs.count >= limbCount, "the limbs fit the message")
    // Steps 4 and 5, from the last byte on; the positions count from there. First padding everywhere, then the rest.
    for index in 0..<limbCount { limbs[index] = .max }
    for index in 0..<digest.count { limbs.setByte(at: digest.count - 1 - index, to: digest[index]) }
    for index in 0..<prefix.count { limbs.setByte(at: digestInfoByteCount - 1 - index, to: prefix[index]) }
    limbs.setByte(at: digestInfoByteCount, to: 0x00)
    limbs.setByte(at: byteCount - 2, to: 0x01)
    // The first byte is zero, and so is what the highest limb has beyond it.
    for position in byteCount - 1..<8 * limbCount { limbs.setByte(at: position, to: 0x00) }
    return true
  }
}
