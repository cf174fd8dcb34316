public import CertificateCryptography
public import CertificateEncoding

extension Certificate {
  /// The version: 1, 2 or 3 (RFC 5280 §4.1.2.1).
  public var version: Int { Int(layout.version) }

  /// The serial number's bytes, two's complement, most significant first (RFC 5280 §4.1.2.2).
  public var serialNumber: [UInt8] { copy(layout.serialNumber) }

  /// The name of the authority that signed the certificate (RFC 5280 §4.1.2.4).
  public var issuer: DistinguishedName { DistinguishedName(arena: arena, range: layout.issuer.range) }

  /// The name of whom the certificate is about (RFC 5280 §4.1.2.6); it may be empty.
  public var subject: DistinguishedName { DistinguishedName(arena: arena, range: layout.subject.range) }

  /// The first moment of validity (RFC 5280 §4.1.2.5).
  public var notBefore: Timestamp { layout.notBefore }

  /// The last moment of validity, which still belongs to it (RFC 5280 §4.1.2.5).
  public var notAfter: Timestamp { layout.notAfter }

  /// The subject's public key (RFC 5280 §4.1.2.7).
  public var publicKey: PublicKey {
    let array = arena.bytes
    return PublicKey(array.span, publicKeyInfo: layout.publicKeyInfo.range)
  }

  /// The algorithm of the issuer's signature (RFC 5280 §4.1.1.2).
  public var signatureAlgorithm: SignatureAlgorithm {
    let array = arena.bytes
    return SignatureAlgorithm(array.span, identifier: layout.signatureAlgorithm.range)
  }

  /// The issuer's signature (RFC 5280 §4.1.1.3).
  public var signature: [UInt8] { copy(layout.signature) }

  /// The whole DER encoding.
  public var derEncoding: [UInt8] { copy(layout.whole) }

  /// The digest of the whole DER encoding, by which people tell certificates apart.
  public func fingerprint(_ algorithm: HashAlgorithm = .sha256) -> Digest {
    withBytes { algorithm.digest(of: $0) }
  }

  /// Whether issuer and subject are the same name, compared as RFC 5280 §7.1 says.
  public var isSelfIssued: Bool {
    let array = arena.bytes
    return DistinguishedName.matches(array.span, layout.issuer.range, array.span, layout.subject.range)
  }

  private func copy(_ part: ArenaRange) -> [UInt8] { Array(arena.bytes[part.range]) }
}
