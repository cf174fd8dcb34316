import CertificateEncoding
import CertificateVerification
import Certificates

/// Keys and the other structures of which only the kind is told.
enum KeyReport {
  /// Adds what a public key is: a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7), or an RSAPublicKey of its own (RFC 8017
  /// appendix A.1.1).
  static func addPublic(_ bytes: Span<UInt8>, _ range: Range<Int>, to report: inout Report) throws(DERError) {
    var outer = DERReader(range)
    var fields = try outer.enter(.sequence, bytes)
    try outer.finish()
    if fields.peek(bytes) == .integer {
      let modulus = try fields.read(.integer, bytes).integer(bytes)
      _ = try fields.read(.integer, bytes).integer(bytes)
      try fields.finish()
      let leadingZeros = modulus.magnitude.first.map { bytes[$0].leadingZeroBitCount } ?? 0
      let bitCount = modulus.magnitude.count * 8 - leadingZeros
      report.add("key", "Public key", "RSA, \(bitCount) bits")
      report.add("keyBits", nil, .number(bitCount))
      return
    }
    _ = try PublicKeyParts(bytes, range)
    let key = PublicKey(bytes, publicKeyInfo: range)
    report.add("key", "Public key", key.description)
    report.add("keyBits", nil, key.bitCount.map(Report.Value.number) ?? .none)
  }

  /// Adds what kind of private key there is, and nothing of what it holds.
  static func addPrivate(_ form: String, isEncrypted: Bool, to report: inout Report) {
    report.add("form", "Form", DisplayText.escaped(form))
    report.add("encrypted", "Encrypted", .flag(isEncrypted))
    report.add(nil, "Contents", "never shown")
  }

  /// Adds what a PKCS #7 structure holds (RFC 5652 §3, §5.1).
  ///
  ///     ContentInfo ::= SEQUENCE { contentType OBJECT IDENTIFIER, content [0] EXPLICIT ANY OPTIONAL }
  ///     SignedData ::= SEQUENCE { version, digestAlgorithms SET, encapContentInfo SEQUENCE, certificates [0] …, … }
  static func addPKCS7(_ bytes: Span<UInt8>, _ range: Range<Int>, to report: inout Report) throws(DERError) {
    var outer = DERReader(range)
    var info = try outer.enter(.sequence, bytes)
    try outer.finish()
    let type = try info.read(.objectIdentifier, bytes).objectIdentifier(bytes)
    let isSignedData = type.description == "1.2.840.113549.1.7.2"
    report.add("contentType", "Content", isSignedData ? "signed data" : type.name ?? type.description)
    let count = isSignedData ? certificateCount(bytes, info) : nil
    report.add("certificateCount", "Certificates", count.map(Report.Value.number) ?? .none)
    if count != nil {
      report.add(nil, "To read them", "openssl pkcs7 -print_certs (with -inform DER where it is no PEM)")
    }
  }

  private static func certificateCount(_ bytes: Span<UInt8>, _ info: DERReader) -> Int? {
    var info = info
    do throws(DERError) {
      var content = try info.enter(.contextConstructed(0), bytes)
      var signed = try content.enter(.sequence, bytes)
      _ = try signed.read(.integer, bytes)
      _ = try signed.read(.set, bytes)
      _ = try signed.read(.sequence, bytes)
      guard var certificates = try signed.readOptional(.contextConstructed(0), bytes).map(signed.reader) else {
        return 0
      }
      var count = 0
      while !certificates.isAtEnd {
        _ = try certificates.read(bytes)
        count += 1
      }
      return count
    } catch {
      return nil
    }
  }
}
