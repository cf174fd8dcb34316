import Certificates
import TestSupport

/// Signatures of RSA that are made without a private key, for keys whose exponent is 3: cubes that look right where a
/// careless verifier looks.
///
/// Hal Finney's account of Daniel Bleichenbacher's attack (ietf-openpgp, 2006-08-27) has the first kind; Kühn, Pyshkin,
/// Tews and Weinmann, "Variants of Bleichenbacher's low-exponent attack on PKCS#1 RSA signatures" (2008), the second.
enum ForgedSignature {
  /// The DigestInfo of a SHA-256 digest, without the digest (RFC 8017 §9.2, note 1).
  static let prefix: [UInt8] = [
    0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20,
  ]
  /// The start of every encoded message, with the least padding that is allowed.
  static let padding: [UInt8] = [0, 1] + [UInt8](repeating: 0xFF, count: 8) + [0]

  /// A number whose cube, of so many bytes, starts with `start`.
  static func cubeRoot(start: [UInt8], byteCount: Int) -> [UInt8]? {
    let low = Natural(bigEndian: start) << (8 * (byteCount - start.count))
    let root = low.cubeRoot + Natural(1)
    return (root * root * root).bigEndian(byteCount).starts(with: start) ? root.bigEndian(byteCount) : nil
  }

  /// A number whose cube, of so many bytes, starts with `start` and ends with `end`, which is odd.
  static func cubeRoot(start: [UInt8], end: [UInt8], byteCount: Int) -> [UInt8]? {
    let low = Natural(bigEndian: start) << (8 * (byteCount - start.count))
    let high = low.cubeRoot
    let bitCount = 8 * end.count
    var root = high - high.lowest(bitCount) + Natural(bigEndian: end).cubeRoot(ofLowest: bitCount)
    while root * root * root < low { root = root + Natural(1) << bitCount }
    let cube = (root * root * root).bigEndian(byteCount)
    return cube.starts(with: start) && cube.suffix(end.count).elementsEqual(end) ? root.bigEndian(byteCount) : nil
  }

  /// A certificate below a root with the exponent 3, its signature made by `forge` from the digest of the signed part
  /// and the length of the modulus; `nil` if the forger gives up.
  static func chain(
    modulusByteCount: Int, exponent: Int = 3, forge: (_ digest: [UInt8], _ byteCount: Int) -> [UInt8]?
  ) throws -> MadeChain? {
    var generator = RepeatableGenerator(seed: 3)
    var modulus = generator.bytes(modulusByteCount)
    modulus[0] |= 0x80
    modulus[modulusByteCount - 1] |= 1
    var root = CertificateFields.authority("Root", by: "Root", key: MadeChain.rootKey)
    root.publicKeyInfo = CertificateFields.key(
      "1.2.840.113549.1.1.1", DER.null, DER.sequence(DER.integer(unsigned: modulus), DER.integer(exponent)))
    var leaf = CertificateFields.leaf(by: "Root")
    // Only odd numbers have cube roots at their end: another serial number, another digest.
    for serial in 1...64 {
      leaf.serialNumber = DER.integer(serial)
      let digest = TestKey.sha256(of: leaf.signedPart)
      guard digest[31] & 1 == 1 else { continue }
      guard let signature = forge(digest, modulusByteCount) else { return nil }
      leaf.signatureValue = DER.bitString(signature)
      return try MadeChain([leaf.encoded], anchors: [root.signed(by: MadeChain.rootKey)])
    }
    return nil
  }
}
