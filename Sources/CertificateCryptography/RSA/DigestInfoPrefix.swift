/// The DER of DigestInfo in front of the digest (RFC 8017 §9.2, note 1).
///
/// A SEQUENCE of AlgorithmIdentifier, whose parameters are NULL, and the head of an OCTET STRING.
struct DigestInfoPrefix {
  private let bytes: InlineArray<19, UInt8>
  /// How many bytes the prefix has.
  let count: Int

  /// Creates the prefix for digests of `algorithm`; `nil` for one that is not made for this encoding.
  init?(_ algorithm: HashAlgorithm) {
    // The identifiers of all but SHA-1 are 2.16.840.1.101.3.4.2 and this number (appendix A.2.4, and NIST's register
    // for SHA-3).
    let last: UInt8
    switch algorithm {
    case .sha1:
      // 1.3.14.3.2.26.
      bytes = [
        0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2B, 0x0E, 0x03, 0x02, 0x1A, 0x05, 0x00, 0x04, 0x14, 0, 0, 0, 0,
      ]
      count = 15
      return
    case .sha256: last = 1
    case .sha384: last = 2
    case .sha512: last = 3
    case .sha224: last = 4
    case .sha512_224: last = 5
    case .sha512_256: last = 6
    case .sha3_224: last = 7
    case .sha3_256: last = 8
    case .sha3_384: last = 9
    case .sha3_512: last = 10
    case .shake128, .shake256: return nil
    }
    let length = UInt8(truncatingIfNeeded: algorithm.digestByteCount)
    bytes = [
      0x30, 0x11 + length, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, last, 0x05, 0x00,
      0x04, length,
    ]
    count = 19
  }

  /// The byte at `index`, which counts from 0 and is below ``count``.
  subscript(_ index: Int) -> UInt8 { bytes[index] }
}
