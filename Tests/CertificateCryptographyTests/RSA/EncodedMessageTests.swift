import CertificateCryptography
import TestSupport
import Testing

/// Encoded messages that a lenient verifier takes, each as the cube of a signature.
///
/// No private key is needed to have any encoded message EM "signed" with the exponent 3: for a number s whose cube is
/// as long as the modulus shall be, the modulus s³ − EM makes s³ mod n = EM. It is no product of two primes, which a
/// verifier can't know.
@Suite("RSA encoded messages")
struct EncodedMessageTests {
  private static let message = Array("From the peer rootward".utf8)
  private static let algorithmIdentifier = bytes(hexadecimal: "06 09 60 86 48 01 65 03 04 02 01")
  private static let null: [UInt8] = [0x05, 0x00]

  /// Whether a key of `byteCount` bytes says yes to a signature that decrypts to `encodedMessage`.
  private func isAccepted(
    _ encodedMessage: [UInt8], _ digest: Digest, byteCount: Int = 256, addingModulus: Bool = false
  ) throws -> Bool {
    let expected = Natural(bigEndian: encodedMessage)
    // With 8k = 3a + r, the cube of 0.9, 1.2 or 1.5 times 2^a lies between 2^(8k - 1) and 2^(8k).
    let (third, rest) = (8 * byteCount).quotientAndRemainder(dividingBy: 3)
    var generator = RepeatableGenerator(seed: UInt64(byteCount))
    var signature =
      (Natural([230, 307, 384][rest]) << (third - 8)) + Natural(bigEndian: generator.bytes(third / 8 - 2))
    // The modulus must be odd: the cube's parity is the signature's.
    if signature.bit(0) == expected.bit(0) { signature = signature + Natural(1) }
    let modulus = signature * signature * signature - expected
    #expect(modulus.bitCount == 8 * byteCount)
    let modulusBytes = modulus.bigEndian(byteCount)
    let exponent: [UInt8] = [3]
    let key = try RSAPublicKey(modulus: modulusBytes.span, exponent: exponent.span)
    if addingModulus { signature = signature + modulus }
    let signatureBytes = signature.bigEndian(byteCount)
    return key.isValidPKCS1Signature(signatureBytes.span, of: digest)
  }

  /// `00 01 FF … FF 00` and `digestInfo`, `byteCount` bytes in all.
  private func padded(_ digestInfo: [UInt8], byteCount: Int = 256, trailing: [UInt8] = []) -> [UInt8] {
    let padding = [UInt8](repeating: 0xFF, count: byteCount - digestInfo.count - trailing.count - 3)
    return [0x00, 0x01] + padding + [0x00] + digestInfo + trailing
  }

  private func sequence(_ contents: [UInt8]) -> [UInt8] { [0x30, UInt8(contents.count)] + contents }

  private var digest: Digest { HashAlgorithm.sha256.digest(of: Self.message.span) }
  private var octets: [UInt8] { [0x04, 0x20] + digest.bytes }
  private var digestInfo: [UInt8] { sequence(sequence(Self.algorithmIdentifier + Self.null) + octets) }

  @Test(
    "The right message is accepted at every size that has room for it", arguments: [64, 65, 128, 255, 256, 257])
  func rightMessage(_ byteCount: Int) throws {
    #expect(try isAccepted(padded(digestInfo, byteCount: byteCount), digest, byteCount: byteCount))
  }

  @Test("Every algorithm's right message is accepted", arguments: HashAlgorithm.allCases.filter { !$0.isExtendable })
  func algorithms(_ algorithm: HashAlgorithm) throws {
    // RFC 8017 §9.2, note 1; for SHA-3 the identifiers of NIST's register, which only its last component tells apart.
    let prefixes: [HashAlgorithm: String] = [
      .sha1: "30 21 30 09 06 05 2b 0e 03 02 1a 05 00 04 14",
      .sha224: "30 2d 30 0d 06 09 60 86 48 01 65 03 04 02 04 05 00 04 1c",
      .sha256: "30 31 30 0d 06 09 60 86 48 01 65 03 04 02 01 05 00 04 20",
      .sha384: "30 41 30 0d 06 09 60 86 48 01 65 03 04 02 02 05 00 04 30",
      .sha512: "30 51 30 0d 06 09 60 86 48 01 65 03 04 02 03 05 00 04 40",
      .sha512_224: "30 2d 30 0d 06 09 60 86 48 01 65 03 04 02 05 05 00 04 1c",
      .sha512_256: "30 31 30 0d 06 09 60 86 48 01 65 03 04 02 06 05 00 04 20",
      .sha3_224: "30 2d 30 0d 06 09 60 86 48 01 65 03 04 02 07 05 00 04 1c",
      .sha3_256: "30 31 30 0d 06 09 60 86 48 01 65 03 04 02 08 05 00 04 20",
      .sha3_384: "30 41 30 0d 06 09 60 86 48 01 65 03 04 02 09 05 00 04 30",
      .sha3_512: "30 51 30 0d 06 09 60 86 48 01 65 03 04 02 0a 05 00 04 40",
    ]
    let digest = algorithm.digest(of: Self.message.span)
    let digestInfo = bytes(hexadecimal: try #require(prefixes[algorithm])) + digest.bytes
    #expect(try isAccepted(padded(digestInfo), digest))
    // Eight bytes of padding are the least (§9.2 step 3); with a byte less the message has no encoding.
    let least = digestInfo.count + 11
    if least >= 64 {
      #expect(try isAccepted(padded(digestInfo, byteCount: least), digest, byteCount: least))
    }
    if least - 1 >= 64 {
      #expect(try !isAccepted(padded(digestInfo, byteCount: least - 1), digest, byteCount: least - 1))
    }
  }

  @Test("A representative above the modulus is refused")
  func representative() throws {
    // s + n has the same power, and still k bytes.
    #expect(try !isAccepted(padded(digestInfo), digest, addingModulus: true))
  }

  @Test("A wrong message is refused")
  func wrongMessages() throws {
    let right = padded(digestInfo)
    let identifier = Self.algorithmIdentifier
    var wrong: [(String, [UInt8])] = [
      (
        "garbage after the digest (Bleichenbacher 2006)",
        padded(digestInfo, trailing: [UInt8](repeating: 0x5A, count: 40))
      ),
      ("one zero after the digest", padded(digestInfo, trailing: [0])),
      (
        "garbage inside the DigestInfo",
        padded(sequence(sequence(identifier + Self.null) + octets + [0x04, 0x01, 0x00]))
      ),
      ("garbage as parameters", padded(sequence(sequence(identifier + [0x04, 0x04, 1, 2, 3, 4]) + octets))),
      ("garbage in the NULL", padded(sequence(sequence(identifier + [0x05, 0x02, 1, 2]) + octets))),
      ("no parameters", padded(sequence(sequence(identifier) + octets))),
      ("two NULLs", padded(sequence(sequence(identifier + Self.null + Self.null) + octets))),
      ("long length of the sequence (BERserk)", padded([0x30, 0x81] + digestInfo.dropFirst())),
      ("indefinite length", padded([0x30, 0x80] + digestInfo.dropFirst(2) + [0, 0])),
      (
        "long length of the digest",
        padded(sequence(sequence(identifier + Self.null) + [0x04, 0x81, 0x20] + digest.bytes))
      ),
      ("length with leading zeros", padded([0x30, 0x84, 0, 0, 0, 0x31] + digestInfo.dropFirst(2))),
      ("another algorithm's identifier", padded(Array(digestInfo.prefix(14)) + [2] + digestInfo.dropFirst(15))),
      ("digest alone", padded(digest.bytes)),
      (
        "digest of one byte less",
        padded(sequence(sequence(identifier + Self.null) + [0x04, 0x1F] + digest.bytes.dropLast()))
      ),
      ("digest reversed", padded(Array(digestInfo.prefix(19)) + digest.bytes.reversed())),
      ("block type 2", [0x00, 0x02] + right.dropFirst(2)),
      ("block type 0", [0x00, 0x00] + right.dropFirst(2)),
      ("no padding", [0x00, 0x01, 0x00] + digestInfo + [UInt8](repeating: 0x11, count: 256 - 3 - digestInfo.count)),
      ("padding of zeros", [0x00, 0x01] + [UInt8](repeating: 0, count: 256 - 2 - digestInfo.count) + digestInfo),
      (
        "short padding, digest to the left",
        [0x00, 0x01] + [UInt8](repeating: 0xFF, count: 8) + [0x00] + digestInfo
          + [UInt8](repeating: 0, count: 256 - 11 - digestInfo.count)
      ),
      (
        "padding of seven bytes, then zeros",
        [0x00, 0x01] + [UInt8](repeating: 0xFF, count: 7) + [UInt8](repeating: 0, count: 256 - 9 - digestInfo.count)
          + digestInfo
      ),
      ("zeros", [UInt8](repeating: 0, count: 256)),
    ]
    // One byte of the frame changed: each of the first, the separator, and those of the prefix and digest.
    for position in [0, 1, 2, 3, 9, 10, 63, 64, 127, 128] + Array(200..<256) {
      var changed = right
      changed[position] ^= position == 0 ? 0x01 : 0x40
      wrong.append(("byte \(position) changed", changed))
    }
    #expect(try isAccepted(right, digest))
    for (label, encodedMessage) in wrong {
      #expect(encodedMessage.count == 256, "\(label)")
      #expect(try !isAccepted(encodedMessage, digest), "\(label)")
    }
  }
}
