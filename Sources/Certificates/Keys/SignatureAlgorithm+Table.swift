import CertificateCryptography
import CertificateEncoding

extension SignatureAlgorithm {
  /// The parameters that an AlgorithmIdentifier must have.
  private enum ParameterRule {
    /// None.
    case absent
    /// NULL; those who read MUST take none as well (RFC 4055 §5).
    case null
    /// RSASSA-PSS-params (RFC 4055 §3.1).
    case pss
  }

  /// The table of signature algorithms in certificates: object identifier, parameters, algorithm.
  ///
  /// `nil` is an algorithm that is not known. PSS is told by its rule; its algorithm is in its parameters.
  private static func row(_ identifier: OID) -> (ParameterRule, SignatureAlgorithm)? {
    switch identifier {
    // RFC 4055 §5, RFC 8017 appendix A.2.4. The second is what the OIW called the first.
    case .sha1WithRSAEncryption, .sha1WithRSASignature: (.null, .rsaPKCS1(.sha1))
    case .sha224WithRSAEncryption: (.null, .rsaPKCS1(.sha224))
    case .sha256WithRSAEncryption: (.null, .rsaPKCS1(.sha256))
    case .sha384WithRSAEncryption: (.null, .rsaPKCS1(.sha384))
    case .sha512WithRSAEncryption: (.null, .rsaPKCS1(.sha512))
    case .sha512_224WithRSAEncryption: (.null, .rsaPKCS1(.sha512_224))
    case .sha512_256WithRSAEncryption: (.null, .rsaPKCS1(.sha512_256))
    // RFC 9688 §3 and NIST's register.
    case .sha3_224WithRSAEncryption: (.null, .rsaPKCS1(.sha3_224))
    case .sha3_256WithRSAEncryption: (.null, .rsaPKCS1(.sha3_256))
    case .sha3_384WithRSAEncryption: (.null, .rsaPKCS1(.sha3_384))
    case .sha3_512WithRSAEncryption: (.null, .rsaPKCS1(.sha3_512))
    // RFC 4055 §3.1.
    case .rsassaPSS: (.pss, .unknown(identifier))
    // RFC 8692 §3: digest, mask and salt length follow from the name.
    case .rsassaPSSWithSHAKE128: (.absent, .rsaPSS(PSSParameters(.shake128)))
    case .rsassaPSSWithSHAKE256: (.absent, .rsaPSS(PSSParameters(.shake256)))
    // RFC 3279 §2.2.3, RFC 5758 §3.2, RFC 9688 §3, RFC 8692 §3.
    case .ecdsaWithSHA1: (.absent, .ecdsa(.sha1))
    case .ecdsaWithSHA224: (.absent, .ecdsa(.sha224))
    case .ecdsaWithSHA256: (.absent, .ecdsa(.sha256))
    case .ecdsaWithSHA384: (.absent, .ecdsa(.sha384))
    case .ecdsaWithSHA512: (.absent, .ecdsa(.sha512))
    case .ecdsaWithSHA3_224: (.absent, .ecdsa(.sha3_224))
    case .ecdsaWithSHA3_256: (.absent, .ecdsa(.sha3_256))
    case .ecdsaWithSHA3_384: (.absent, .ecdsa(.sha3_384))
    case .ecdsaWithSHA3_512: (.absent, .ecdsa(.sha3_512))
    case .ecdsaWithSHAKE128: (.absent, .ecdsa(.shake128))
    case .ecdsaWithSHAKE256: (.absent, .ecdsa(.shake256))
    // RFC 8410 §3.
    case .ed25519: (.absent, .eddsa(.ed25519))
    case .ed448: (.absent, .eddsa(.ed448))
    // RFC 9881 §2.
    case .mlDSA44: (.absent, .mlDSA(44))
    case .mlDSA65: (.absent, .mlDSA(65))
    case .mlDSA87: (.absent, .mlDSA(87))
    default: nil
    }
  }

  /// Reads the AlgorithmIdentifier at a range whose outer form has been checked.
  package init(_ bytes: Span<UInt8>, identifier range: Range<Int>) {
    var outer = DERReader(range)
    guard var fields = try? outer.enter(.sequence, bytes),
      let identifier = try? fields.read(.objectIdentifier, bytes).objectIdentifier(bytes)
    else {
      self = .unknown(OID(0, count: 0))
      return
    }
    guard let (rule, algorithm) = Self.row(identifier) else {
      self = .unknown(identifier)
      return
    }
    do {
      self = try Self.checked(algorithm, rule, bytes, &fields)
    } catch {
      self = .malformed(identifier, error.flaw)
    }
  }

  /// The algorithm, if what follows its object identifier keeps the rule.
  private static func checked(
    _ algorithm: SignatureAlgorithm, _ rule: ParameterRule, _ bytes: Span<UInt8>, _ fields: inout DERReader
  ) throws(SignatureAlgorithmError) -> SignatureAlgorithm {
    let parameters: DERElement?
    do {
      parameters = fields.isAtEnd ? nil : try fields.read(bytes)
      try fields.finish()
    } catch {
      throw SignatureAlgorithmError(.encoding(error.reason))
    }
    switch (rule, parameters) {
    case (.absent, nil), (.null, nil):
      return algorithm
    case (.absent, _):
      throw SignatureAlgorithmError(.parametersPresent)
    case (.null, let parameters?):
      guard parameters.tag == .null, parameters.contents.isEmpty else {
        throw SignatureAlgorithmError(.parametersNotNull)
      }
      return algorithm
    case (.pss, nil):
      throw SignatureAlgorithmError(.parametersMissing)
    case (.pss, let parameters?):
      return .rsaPSS(try PSSParameters(bytes, parameters))
    }
  }
}

extension HashAlgorithm {
  /// The digest that an object identifier names, if it is one that RSASSA-PSS may use.
  ///
  /// RFC 4055 §2.1, RFC 8017 appendix A.2.3, and NIST's register for SHA-3.
  init?(_ identifier: OID) {
    switch identifier {
    case .sha1: self = .sha1
    case .sha224: self = .sha224
    case .sha256: self = .sha256
    case .sha384: self = .sha384
    case .sha512: self = .sha512
    case .sha512_224: self = .sha512_224
    case .sha512_256: self = .sha512_256
    case .sha3_224: self = .sha3_224
    case .sha3_256: self = .sha3_256
    case .sha3_384: self = .sha3_384
    case .sha3_512: self = .sha3_512
    default: return nil
    }
  }
}
