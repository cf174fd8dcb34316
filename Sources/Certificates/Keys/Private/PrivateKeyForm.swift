package import CertificateEncoding

/// The structure that a private key is written in.
public enum PrivateKeyForm: Sendable, Hashable {
  /// RSAPrivateKey of PKCS #1 (RFC 8017 appendix A.1.2), usually below the label `RSA PRIVATE KEY`.
  case pkcs1
  /// ECPrivateKey of SEC 1 (RFC 5915 §3), usually below the label `EC PRIVATE KEY`.
  case sec1
  /// PrivateKeyInfo of PKCS #8, or OneAsymmetricKey (RFC 5958 §2), usually below the label `PRIVATE KEY`.
  case pkcs8
  /// EncryptedPrivateKeyInfo of PKCS #8 (RFC 5958 §3), usually below the label `ENCRYPTED PRIVATE KEY`.
  case encryptedPKCS8
  /// A structure that RFC 1423 encrypts as a whole; the label says which one it is.
  case encryptedPEM
  /// OpenSSL's own structure for DSA, which nothing is signed with any more.
  case dsa
  /// The format of OpenSSH, which TLS has no use for.
  case openSSH
  /// A structure that is not known here.
  case unknown
}

extension PrivateKeyForm {
  /// What a structure of DER is, told by its first fields.
  package enum Recognized: Sendable, Hashable {
    /// A private key.
    case privateKey(PrivateKeyForm)
    /// Something that is not one, and under which label it would stand.
    case other(PEMLabel)
    /// Keys and certificates in the container of PKCS #12 (RFC 7292 §4).
    case pkcs12
    /// Nothing that is known here.
    case nothing
  }

  /// Tells the structure at `range` by the tags of its fields, and nothing by what is in them but a version.
  package static func recognize(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Recognized {
    var outer = DERReader(range)
    guard var fields = try? outer.enter(.sequence, bytes), outer.isAtEnd, let first = try? fields.read(bytes) else {
      return .nothing
    }
    var tags: [DERTag] = []
    while tags.count < 9, !fields.isAtEnd, let element = try? fields.read(bytes) { tags.append(element.tag) }
    switch (first.tag, tags.first) {
    case (.integer, .sequence?):
      // RFC 7292 §4: PFX ::= SEQUENCE { version INTEGER {v3(3)}, authSafe ContentInfo, macData MacData OPTIONAL }
      let isPFX = (try? first.smallInteger(bytes)) == 3 && !tags.contains(.octetString)
      return isPFX ? .pkcs12 : .privateKey(.pkcs8)
    case (.sequence, .octetString?): return .privateKey(.encryptedPKCS8)
    case (.integer, .octetString?): return .privateKey(.sec1)
    case (.integer, .integer?):
      // RFC 8017 appendix A.1: two numbers are a public key, nine a private one; OpenSSL's DSAPrivateKey has six.
      return tags.count == 1 ? .other(.publicKey) : .privateKey(tags.count == 5 ? .dsa : .pkcs1)
    case (.sequence, .bitString?): return .other(.publicKey)
    case (.sequence, .sequence?): return .other(.certificate)
    case (.objectIdentifier, _): return .other(.pkcs7)
    default: return .nothing
    }
  }
}
