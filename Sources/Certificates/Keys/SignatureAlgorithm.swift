public import CertificateCryptography
public import CertificateEncoding

/// The algorithm of a signature, as an AlgorithmIdentifier names it (RFC 5280 §4.1.1.2).
public enum SignatureAlgorithm: Sendable, Hashable {
  /// RSASSA-PKCS1-v1_5 (RFC 8017 §8.2) over a digest.
  case rsaPKCS1(HashAlgorithm)
  /// RSASSA-PSS (RFC 8017 §8.1).
  case rsaPSS(PSSParameters)
  /// ECDSA (FIPS 186-5 §6) over a digest.
  case ecdsa(HashAlgorithm)
  /// EdDSA (RFC 8032) over an Edwards curve.
  case eddsa(PublicKey.EdwardsCurve)
  /// ML-DSA (FIPS 204) of a parameter set.
  case mlDSA(Int)
  /// An algorithm that is broken, or that Rootward does not know.
  case unknown(OID)
  /// A known algorithm with parameters that its standard does not allow.
  case malformed(OID, Flaw)

  /// What is wrong with an algorithm's parameters.
  public enum Flaw: Sendable, Hashable {
    /// The bytes are not the structure that the algorithm calls for.
    case encoding(DERError.Reason)
    /// There are none, and RSASSA-PSS in a signature must have them (RFC 4055 §3.1).
    case parametersMissing
    /// There are some, and the algorithm must have none (RFC 5758 §3.2, RFC 8410 §3, RFC 8692 §3, RFC 9881 §2).
    case parametersPresent
    /// They are neither NULL nor absent (RFC 4055 §5).
    case parametersNotNull
    /// A digest that is not known.
    case digestUnknown(OID)
    /// A mask generation function other than MGF1 (RFC 4055 §2.2).
    case maskFunctionUnknown(OID)
    /// More salt than the largest modulus has room for (RFC 8017 §9.1.1).
    case saltTooLong
    /// A trailer other than `BC`, which the number 1 stands for (RFC 4055 §3.1).
    case trailerField
  }
}

/// A refusal to take parameters for those of a signature algorithm.
struct SignatureAlgorithmError: Error {
  let flaw: SignatureAlgorithm.Flaw

  init(_ flaw: SignatureAlgorithm.Flaw) {
    self.flaw = flaw
  }
}

extension SignatureAlgorithm: CustomStringConvertible {
  /// The algorithm in a few words, such as `RSA with SHA-256`.
  public var description: String {
    switch self {
    case .rsaPKCS1(let hash): "RSA with \(hash.name)"
    case .rsaPSS(let parameters): "RSA-PSS with \(parameters)"
    case .ecdsa(let hash): "ECDSA with \(hash.name)"
    case .eddsa(.ed25519): "Ed25519"
    case .eddsa(.ed448): "Ed448"
    case .mlDSA(let set): "ML-DSA-\(set)"
    case .unknown(let identifier): identifier.name ?? "algorithm \(identifier)"
    case .malformed(let identifier, _): "\(identifier.name ?? "algorithm \(identifier)") with wrong parameters"
    }
  }
}

extension SignatureAlgorithm.Flaw: CustomStringConvertible {
  /// What is wrong, as a clause without an end.
  public var description: String {
    switch self {
    case .encoding: "its parameters are not the structure that the algorithm calls for"
    case .parametersMissing: "its parameters are missing, and the algorithm must have them"
    case .parametersPresent: "it has parameters, and the algorithm must have none"
    case .parametersNotNull: "its parameters are neither NULL nor absent"
    case .digestUnknown(let identifier):
      "its digest, \(identifier.name ?? identifier.description), is not one to sign with"
    case .maskFunctionUnknown(let identifier):
      "its mask generation function, \(identifier.name ?? identifier.description), is not MGF1"
    case .saltTooLong: "its salt is longer than any key has room for"
    case .trailerField: "its trailer field is not 1"
    }
  }
}
