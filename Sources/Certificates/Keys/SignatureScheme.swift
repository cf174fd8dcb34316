import CertificateCryptography

/// A signature scheme of TLS, by its code point (RFC 8446 §4.2.3, and the TLS SignatureScheme registry).
///
/// In TLS 1.2 the two bytes are a digest and an algorithm (RFC 5246 §7.4.1.4.1); the code points were chosen so that
/// they mean the same there.
public struct SignatureScheme: RawRepresentable, Sendable, Hashable {
  /// The code point.
  public let rawValue: UInt16

  /// Creates a scheme from its code point, whether or not it is known.
  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// Where a signature stands.
  public enum Use: Sendable, Hashable, CaseIterable {
    /// In a certificate, of a chain that either version presents.
    case certificate
    /// In ServerKeyExchange or CertificateVerify of TLS 1.2.
    case handshake12
    /// In CertificateVerify of TLS 1.3.
    case handshake13
  }

  /// Why a key may not answer for a scheme.
  public enum Objection: Sendable, Hashable {
    /// The scheme is not known.
    case unknownScheme
    /// The scheme has no place there.
    case notInThisUse
    /// The key is of another kind: another algorithm, or one that is marked for other schemes.
    case keyOfOtherKind
    /// The key is on another curve than the scheme, which TLS 1.3 binds to one.
    case keyOnOtherCurve
    /// The key is too short for the scheme's digest and salt (RFC 8446 §4.2.3, RFC 8017 §9.1.1).
    case keyTooShort
  }
}

extension SignatureScheme {
  /// What the registry says of a scheme.
  struct Row {
    let name: String
    let algorithm: SignatureAlgorithm
    /// Where its key comes from, for RSASSA-PSS: `true` for keys marked as such, `false` for keys marked as RSA.
    var wantsPSSKey = false
    /// The one curve that TLS 1.3 binds it to.
    var curve: PublicKey.EllipticCurve?
    /// Whether it stands in TLS 1.3 messages, and whether in those of TLS 1.2.
    var isIn13 = true
    var isIn12 = true
  }

  /// The table of schemes; `nil` for one that is not known.
  var row: Row? {
    switch rawValue {
    // RFC 8446 §4.2.3: in TLS 1.3 for signatures in certificates only.
    case 0x0201: Row(name: "rsa_pkcs1_sha1", algorithm: .rsaPKCS1(.sha1), isIn13: false)
    case 0x0401: Row(name: "rsa_pkcs1_sha256", algorithm: .rsaPKCS1(.sha256), isIn13: false)
    case 0x0501: Row(name: "rsa_pkcs1_sha384", algorithm: .rsaPKCS1(.sha384), isIn13: false)
    case 0x0601: Row(name: "rsa_pkcs1_sha512", algorithm: .rsaPKCS1(.sha512), isIn13: false)
    // RFC 5246 §7.4.1.4.1, with a digest that TLS 1.3 left out.
    case 0x0301: Row(name: "rsa_pkcs1_sha224", algorithm: .rsaPKCS1(.sha224), isIn13: false)
    case 0x0303: Row(name: "ecdsa_sha224", algorithm: .ecdsa(.sha224), isIn13: false)
    case 0x0203: Row(name: "ecdsa_sha1", algorithm: .ecdsa(.sha1), isIn13: false)
    case 0x0403: Row(name: "ecdsa_secp256r1_sha256", algorithm: .ecdsa(.sha256), curve: .p256)
    case 0x0503: Row(name: "ecdsa_secp384r1_sha384", algorithm: .ecdsa(.sha384), curve: .p384)
    case 0x0603: Row(name: "ecdsa_secp521r1_sha512", algorithm: .ecdsa(.sha512), curve: .p521)
    case 0x0804: Row(name: "rsa_pss_rsae_sha256", algorithm: .rsaPSS(PSSParameters(.sha256)))
    case 0x0805: Row(name: "rsa_pss_rsae_sha384", algorithm: .rsaPSS(PSSParameters(.sha384)))
    case 0x0806: Row(name: "rsa_pss_rsae_sha512", algorithm: .rsaPSS(PSSParameters(.sha512)))
    case 0x0809: Row(name: "rsa_pss_pss_sha256", algorithm: .rsaPSS(PSSParameters(.sha256)), wantsPSSKey: true)
    case 0x080A: Row(name: "rsa_pss_pss_sha384", algorithm: .rsaPSS(PSSParameters(.sha384)), wantsPSSKey: true)
    case 0x080B: Row(name: "rsa_pss_pss_sha512", algorithm: .rsaPSS(PSSParameters(.sha512)), wantsPSSKey: true)
    // RFC 8422 §5.1.3 has them for TLS 1.2 as well.
    case 0x0807: Row(name: "ed25519", algorithm: .eddsa(.ed25519))
    case 0x0808: Row(name: "ed448", algorithm: .eddsa(.ed448))
    // draft-ietf-tls-mldsa §3: not for TLS 1.2.
    case 0x0904: Row(name: "mldsa44", algorithm: .mlDSA(44), isIn12: false)
    case 0x0905: Row(name: "mldsa65", algorithm: .mlDSA(65), isIn12: false)
    case 0x0906: Row(name: "mldsa87", algorithm: .mlDSA(87), isIn12: false)
    default: nil
    }
  }

  /// Every scheme that is known, in ascending order of code points.
  public static let known: [SignatureScheme] = (0x02...0x09).flatMap { high in
    (0x00...0x0F).map { SignatureScheme(rawValue: UInt16(high << 8 | $0)) }.filter { $0.row != nil }
  }

  /// The algorithm, with its parameters; `nil` if the scheme is not known.
  public var algorithm: SignatureAlgorithm? { row?.algorithm }

  /// Why a key may not make a signature of this scheme in a place; `nil` if it may.
  ///
  /// RFC 8446 §4.2.3 and §4.4.3 for TLS 1.3, which binds each ECDSA scheme to a curve and allows RSA in the handshake
  /// as RSASSA-PSS only; RFC 5246 §7.4.8 and RFC 8422 §5 for TLS 1.2, in which a digest goes with any curve.
  public func objection(to key: PublicKey, in use: Use) -> Objection? {
    guard let row else { return .unknownScheme }
    switch use {
    case .certificate: break
    case .handshake12: if !row.isIn12 { return .notInThisUse }
    case .handshake13: if !row.isIn13 { return .notInThisUse }
    }
    switch (row.algorithm, key) {
    case (.rsaPKCS1(let hash), .rsa(let bitCount, _, .none)):
      // RFC 8017 §9.2 step 3: DigestInfo, which has at most 19 bytes beside the digest, and eleven of padding.
      return (bitCount + 7) / 8 < hash.digestByteCount + 30 ? .keyTooShort : nil
    case (.rsaPSS(let parameters), .rsa(let bitCount, _, let restriction)):
      switch restriction {
      case .none: if row.wantsPSSKey { return .keyOfOtherKind }
      case .pss: if !row.wantsPSSKey { return .keyOfOtherKind }
      // RFC 8446 §4.2.3: if the key has parameters, those of the signature MUST be the same. In a certificate that is
      // no part of a handshake, RFC 4055 §3.3 lets the salt be longer.
      case .pssWith(let own), .pssWithExactly(let own):
        if !row.wantsPSSKey || own != parameters { return .keyOfOtherKind }
      }
      return (bitCount + 6) / 8 < parameters.hash.digestByteCount + parameters.saltByteCount + 2 ? .keyTooShort : nil
    case (.ecdsa, .ellipticCurve(let curve)):
      // The same code points in a certificate or in TLS 1.2 say nothing of the curve.
      return use != .handshake13 || row.curve == curve ? nil : .keyOnOtherCurve
    case (.eddsa(let curve), .edwards(let own)):
      return own == curve ? nil : .keyOfOtherKind
    case (.mlDSA(let set), .mlDSA(let own)):
      return own == set ? nil : .keyOfOtherKind
    default:
      return .keyOfOtherKind
    }
  }
}

extension SignatureScheme: CustomStringConvertible {
  /// The registry's name, such as `ecdsa_secp256r1_sha256`, or the code point.
  public var description: String {
    row?.name ?? DisplayText.codePoint(rawValue)
  }
}
