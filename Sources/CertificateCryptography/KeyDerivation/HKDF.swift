/// The key derivation function HKDF with HMAC (RFC 5869), and what TLS 1.3 derives with it (RFC 8446 §7.1).
package enum HKDF {
  /// The pseudorandom key of a secret (RFC 5869 §2.2); an empty salt is as good as one of zeros.
  package static func extract(_ hash: HashAlgorithm, salt: Span<UInt8>, secret: Span<UInt8>) -> SecretBytes {
    let key = SecretBytes(count: hash.digestByteCount) { key in
      let code = HMAC(hash, key: salt).code(secret)
      for index in 0..<code.count { key[index] = code[index] }
    }
    Wipe.stack()
    return key
  }

  /// `byteCount` bytes for a purpose, which `info` is (RFC 5869 §2.3); `nil` if these are more than 255 digests, or below 0.
  package static func expand(
    _ hash: HashAlgorithm, _ key: Span<UInt8>, info: Span<UInt8>, byteCount: Int
  ) -> SecretBytes? {
    guard byteCount >= 0, byteCount <= 255 * hash.digestByteCount else { return nil }
    let output = SecretBytes(count: byteCount) { fill(&$0, hash, key, info) }
    Wipe.stack()
    return output
  }

  @inline(never)
  private static func fill(
    _ output: inout MutableSpan<UInt8>, _ hash: HashAlgorithm, _ key: Span<UInt8>, _ info: Span<UInt8>
  ) {
    let code = HMAC(hash, key: key)
    // T(i) is the code of T(i - 1), of the info and of i; T(0) is empty.
    var block: Digest?
    var number = InlineArray<1, UInt8>(repeating: 0)
    var count = 0
    while count < output.count {
      number[0] += 1
      let next = code.code { hasher in
        block?.withBytes { hasher.update($0) }
        hasher.update(info)
        hasher.update(number.span)
      }
      for index in 0..<min(next.count, output.count - count) { output[count + index] = next[index] }
      count += min(next.count, output.count - count)
      block = next
    }
  }

  /// HKDF-Expand-Label of TLS 1.3 (RFC 8446 §7.1): `byteCount` bytes for a label and a context, most often a transcript hash.
  ///
  /// - Returns: `nil` if the label does not fit 249 bytes or the context 255, or if there can't be so many bytes.
  package static func expandLabel(
    _ hash: HashAlgorithm, secret: Span<UInt8>, label: String, context: Span<UInt8>, byteCount: Int
  ) -> SecretBytes? {
    let prefix = "tls13 "
    let labelByteCount = prefix.utf8.count + label.utf8.count
    guard labelByteCount <= 255, context.count <= 255, byteCount >= 0, byteCount <= 0xFFFF else { return nil }
    // HkdfLabel: a length of two bytes, and two vectors with a length of one byte each.
    var info: [UInt8] = []
    info.reserveCapacity(4 + labelByteCount + context.count)
    info.append(UInt8(truncatingIfNeeded: byteCount >> 8))
    info.append(UInt8(truncatingIfNeeded: byteCount))
    info.append(UInt8(truncatingIfNeeded: labelByteCount))
    info.append(contentsOf: prefix.utf8)
    info.append(contentsOf: label.utf8)
    info.append(UInt8(truncatingIfNeeded: context.count))
    for index in context.indices { info.append(context[index]) }
    return expand(hash, secret, info: info.span, byteCount: byteCount)
  }
}
