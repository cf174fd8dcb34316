public import CertificateCryptography
public import CertificateEncoding

/// The algorithm of a signature, as an AlgorithmIdentifier names it (RFC 5280 §4.1.1.2).
public enum SignatureAlgorithm: Sendable, Hashable {
  /// RSASSA-PKCS1-v1_5 (RFC 8017 §8.2) over a digest.
  case rsaPKCS1(HashAlgorithm)
  /// RSASSA-PSS (RFC 8017 §8.1), its parameters not yet looked at.
  case rsaPSS
  /// ECDSA (FIPS 186-5 §6) over a digest.
  case ecdsa(HashAlgorithm)
  /// EdDSA (RFC 8032) over an Edwards curve.
  case eddsa(PublicKey.EdwardsCurve)
  /// ML-DSA (FIPS 204), by its parameter set: 44, 65 or 87.
  case mlDSA(Int)
  /// An algorithm that is broken, or that Rootward does not know.
  case unknown(OID)
  /// A known algorithm with parameters that its standard does not allow.
  case malformed(OID)
}

extension SignatureAlgorithm {
  /// Reads the AlgorithmIdentifier at a range whose outer form has been checked.
  package init(_ bytes: Span<UInt8>, identifier range: Range<Int>) {
    var outer = DERReader(range)
    guard var fields = try? outer.enter(.sequence, bytes),
      let identifier = try? fields.read(.objectIdentifier, bytes).objectIdentifier(bytes)
    else {
      self = .unknown(OID(0, count: 0))
      return
    }
    let parameters = fields.isAtEnd ? nil : try? fields.read(bytes)
    self.init(identifier, parameters: parameters)
  }

  private init(_ identifier: OID, parameters: DERElement?) {
    let known: SignatureAlgorithm? =
      switch identifier {
      case .sha1WithRSAEncryption: .rsaPKCS1(.sha1)
      case .sha224WithRSAEncryption: .rsaPKCS1(.sha224)
      case .sha256WithRSAEncryption: .rsaPKCS1(.sha256)
      case .sha384WithRSAEncryption: .rsaPKCS1(.sha384)
      case .sha512WithRSAEncryption: .rsaPKCS1(.sha512)
      case .rsassaPSS: .rsaPSS
      case .ecdsaWithSHA1: .ecdsa(.sha1)
      case .ecdsaWithSHA224: .ecdsa(.sha224)
      case .ecdsaWithSHA256: .ecdsa(.sha256)
      case .ecdsaWithSHA384: .ecdsa(.sha384)
      case .ecdsaWithSHA512: .ecdsa(.sha512)
      case .ed25519: .eddsa(.ed25519)
      case .ed448: .eddsa(.ed448)
      case .mlDSA44: .mlDSA(44)
      case .mlDSA65: .mlDSA(65)
      case .mlDSA87: .mlDSA(87)
      default: nil
      }
    guard let known else {
      self = .unknown(identifier)
      return
    }
    let hasRightParameters =
      switch known {
      // RFC 4055 §5: the parameters MUST be NULL, and readers MUST accept them absent as well.
      case .rsaPKCS1: parameters == nil || parameters?.tag == .null && parameters?.contents.isEmpty == true
      // RFC 4055 §3.1: RSASSA-PSS-params MUST be present in a signature.
      case .rsaPSS: parameters?.tag == .sequence
      // RFC 5758 §3.2, RFC 8410 §3, RFC 9881 §2: absent.
      default: parameters == nil
      }
    self = hasRightParameters ? known : .malformed(identifier)
  }
}

extension SignatureAlgorithm: CustomStringConvertible {
  /// The algorithm in a few words, such as `RSA with SHA-256`.
  public var description: String {
    switch self {
    case .rsaPKCS1(let hash): "RSA with \(hash.name)"
    case .rsaPSS: "RSA-PSS"
    case .ecdsa(let hash): "ECDSA with \(hash.name)"
    case .eddsa(.ed25519): "Ed25519"
    case .eddsa(.ed448): "Ed448"
    case .mlDSA(let set): "ML-DSA-\(set)"
    case .unknown(let identifier): identifier.name ?? "algorithm \(identifier)"
    case .malformed(let identifier): "\(identifier.name ?? "algorithm \(identifier)") with wrong parameters"
    }
  }
}
