public import CertificateEncoding

/// A subject's public key: its algorithm, its size, and whether it has the form that its standard demands.
public enum PublicKey: Sendable, Hashable {
  /// An RSA key (RFC 3279 §2.3.1), by the size of its modulus in bits, its exponent, and what it may sign with.
  case rsa(bitCount: Int, exponent: UInt64, RSARestriction)
  /// An elliptic-curve key on a named curve (RFC 5480 §2.1).
  case ellipticCurve(EllipticCurve)
  /// An Edwards-curve signature key (RFC 8410).
  case edwards(EdwardsCurve)
  /// An ML-DSA key (RFC 9881), by its parameter set: 44, 65 or 87.
  case mlDSA(Int)
  /// A DSA key (RFC 3279 §2.3.2), by the size of its modulus in bits; 0 if the parameters are the issuer's.
  case dsa(bitCount: Int)
  /// A key of an algorithm that Rootward does not know.
  case unknown(OID)
  /// A key that breaks the rules of its own algorithm.
  case malformed(OID, Flaw)

  /// What the algorithm identifier of an RSA key lets it sign with.
  public enum RSARestriction: Sendable, Hashable {
    /// Any scheme: the key is marked as rsaEncryption (RFC 4055 §1.2).
    case none
    /// RSASSA-PSS, with any parameters (RFC 4055 §1.2).
    case pss
    /// RSASSA-PSS, with parameters that these permit (RFC 4055 §3.3).
    case pssWith(PSSParameters)
    /// RSASSA-PSS with SHAKE128 or SHAKE256, whose parameters are fixed (RFC 8692 §5.2).
    case pssWithExactly(PSSParameters)

    /// Whether a key of this restriction may make signatures with `parameters`.
    public func permits(_ parameters: PSSParameters) -> Bool {
      switch self {
      case .none, .pss: true
      case .pssWith(let own): own.permits(parameters)
      case .pssWithExactly(let own): own == parameters
      }
    }
  }

  /// A named curve of RFC 5480 §2.1.1.1, or another one.
  public enum EllipticCurve: Sendable, Hashable {
    /// NIST P-192, P-224, P-256, P-384, P-521.
    case p192, p224, p256, p384, p521
    /// A curve by its identifier.
    case other(OID)
  }

  /// A signature scheme over an Edwards curve.
  public enum EdwardsCurve: Sendable, Hashable {
    /// Ed25519.
    case ed25519
    /// Ed448.
    case ed448
  }

  /// What is wrong with a key.
  public enum Flaw: Sendable, Hashable {
    /// The bytes are not the structure that the algorithm calls for.
    case encoding(DERError.Reason)
    /// The algorithm's parameters are absent, or present, or others than its standard has.
    case parameters
    /// Curve parameters are spelled out instead of named, which RFC 5480 §2.1.1 forbids.
    case explicitCurve
    /// The modulus has fewer bits than the 512 that any standard allows.
    case modulusTooSmall(bitCount: Int)
    /// The modulus has more bits than the 16,384 that Rootward computes with.
    case modulusTooLarge(bitCount: Int)
    /// The modulus is even, so it is no product of two odd primes.
    case evenModulus
    /// The exponent is even, below 3, above 64 bits, or not below the modulus.
    case exponent
    /// The key has another number of bytes than its curve or parameter set calls for.
    case length
    /// The first byte of a point is none of those that RFC 5480 §2.2 allows, or its sign is that of no number.
    case pointForm
    /// A coordinate is not below the field's prime.
    case coordinateTooLarge
    /// There is no such point on the curve.
    case pointNotOnCurve
    /// The point's order divides the cofactor: anybody can sign in the name of such a key.
    case pointOfSmallOrder
  }
}

extension PublicKey {
  /// Reads a SubjectPublicKeyInfo, whose outer form has been checked.
  package init(_ bytes: Span<UInt8>, publicKeyInfo: Range<Int>) {
    self = SubjectKey(bytes, publicKeyInfo: publicKeyInfo).publicKey
  }
}

extension PublicKey: CustomStringConvertible {
  /// The key in a few words, such as `RSA, 2048 bits` or `P-256`.
  public var description: String {
    switch self {
    case .rsa(let bitCount, let exponent, let restriction):
      "RSA\(restriction == .none ? "" : "-PSS"), \(bitCount) bits"
        + (exponent == 65537 ? "" : ", exponent \(exponent)") + restriction.clause
    case .ellipticCurve(let curve): curve.description
    case .edwards(.ed25519): "Ed25519"
    case .edwards(.ed448): "Ed448"
    case .mlDSA(let set): "ML-DSA-\(set)"
    case .dsa(0): "DSA"
    case .dsa(let bitCount): "DSA, \(bitCount) bits"
    case .unknown(let identifier): identifier.name ?? "algorithm \(identifier)"
    case .malformed(let identifier, let flaw):
      "malformed \(identifier.name ?? "key") (\(flaw.description))"
    }
  }
}

extension PublicKey.RSARestriction {
  /// What is to be said beside "RSA" or "RSA-PSS".
  fileprivate var clause: String {
    switch self {
    case .none, .pss: ""
    case .pssWith(let parameters), .pssWithExactly(let parameters): ", for \(parameters) only"
    }
  }
}

extension PublicKey.EllipticCurve: CustomStringConvertible {
  /// The curve's name, such as `P-256`.
  public var description: String {
    switch self {
    case .p192: "P-192"
    case .p224: "P-224"
    case .p256: "P-256"
    case .p384: "P-384"
    case .p521: "P-521"
    case .other(let identifier): identifier.name ?? "curve \(identifier)"
    }
  }
}

extension PublicKey.Flaw: CustomStringConvertible {
  /// What is wrong, as a clause without an end.
  public var description: String {
    switch self {
    case .encoding: "its encoding is not the one that the algorithm calls for"
    case .parameters: "the algorithm's parameters are not the ones that its standard has"
    case .explicitCurve: "the curve is spelled out instead of named"
    case .modulusTooSmall(let bitCount): "the modulus has only \(bitCount) bits"
    case .modulusTooLarge(let bitCount): "the modulus has \(bitCount) bits, more than are computed with"
    case .evenModulus: "the modulus is even"
    case .exponent: "the exponent is even, below 3 or too large"
    case .length: "it has the wrong number of bytes"
    case .pointForm: "its point is not in a form that certificates may use"
    case .coordinateTooLarge: "a coordinate of its point is too large for the curve"
    case .pointNotOnCurve: "its point is not on the curve"
    case .pointOfSmallOrder: "its point has so small an order that anybody can sign in its name"
    }
  }
}
