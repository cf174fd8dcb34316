import CertificateCryptography
import CertificateEncoding

/// A private key's structure taken apart: where its parts lie, with nothing computed yet.
///
/// Tags and lengths are branched on; they are the format's, and are seen in any case. What lies within an INTEGER or an OCTET
/// STRING of a secret is looked at only for the sign and for a needless leading zero.
struct PrivateKeyStructure {
  /// The parts, by algorithm.
  enum Parts {
    case rsa(RSANumbers, PublicKey.RSARestriction)
    case ecdsa(ECDSAPublicKey.Curve?, secret: Range<Int>)
    case edwards(PublicKey.EdwardsCurve, secret: Range<Int>)
    case mlDSA(MLDSAPublicKey.ParameterSet, seed: Range<Int>?, expandedKey: Range<Int>?)
  }

  /// Where the numbers of an RSAPrivateKey lie, each as a magnitude.
  struct RSANumbers {
    let modulus, exponent, privateExponent, firstPrime, secondPrime, firstExponent, secondExponent,
      coefficient: Range<Int>
  }

  /// The parts of the secret.
  private(set) var parts: Parts
  /// The public keys that are written beside the secret: of the inner structure and of the outer one.
  private(set) var publicKeys: [Range<Int>] = []

  /// Takes apart the structure that is the whole of `bytes`.
  init(_ bytes: Span<UInt8>, _ form: PrivateKeyForm) throws(PrivateKeyError) {
    switch form {
    case .pkcs1: parts = .rsa(try Self.rsa(bytes, 0..<bytes.count), .none)
    case .sec1: (parts, publicKeys) = try Self.sec1(bytes, 0..<bytes.count, outerCurve: nil)
    case .pkcs8: self = try Self.pkcs8(bytes)
    case .dsa: throw PrivateKeyError(.dsa)
    case .openSSH: throw PrivateKeyError(.openSSH)
    case .encryptedPKCS8, .encryptedPEM, .unknown: throw PrivateKeyError(.unrecognized)
    }
  }

  private init(_ parts: Parts) { self.parts = parts }

  /// Reads the structure of PKCS #8 (RFC 5958 §2).
  ///
  ///     OneAsymmetricKey ::= SEQUENCE {
  ///       version INTEGER { v1(0), v2(1) }, privateKeyAlgorithm AlgorithmIdentifier, privateKey OCTET STRING,
  ///       attributes [0] Attributes OPTIONAL, …, [[2: publicKey [1] PublicKey OPTIONAL ]], … }
  private static func pkcs8(_ bytes: Span<UInt8>) throws(PrivateKeyError) -> PrivateKeyStructure {
    let algorithm: OID
    let parameters: DERElement?
    let secret: Range<Int>
    var publicKey: Range<Int>?
    do throws(DERError) {
      var outer = DERReader(0..<bytes.count)
      var fields = try outer.enter(.sequence, bytes)
      try outer.finish()
      let version = try fields.read(.integer, bytes)
      let number = try version.smallInteger(bytes)
      guard number <= 1 else { throw DERError(.integerOutOfRange, at: version.start) }
      var identifier = try fields.enter(.sequence, bytes)
      algorithm = try identifier.read(.objectIdentifier, bytes).objectIdentifier(bytes)
      parameters = identifier.isAtEnd ? nil : try identifier.read(bytes)
      try identifier.finish()
      secret = try fields.read(.octetString, bytes).contents
      _ = try fields.readOptional(.contextConstructed(0), bytes)
      // RFC 5958 §2: with a public key the version is v2.
      if number == 1, let element = try fields.readOptional(.contextPrimitive(1), bytes) {
        publicKey = try element.bitStringOfBytes(bytes)
      }
      try fields.finish()
    } catch {
      throw PrivateKeyError(error)
    }
    var structure = try Self.parts(bytes, algorithm, parameters, secret)
    if let publicKey { structure.publicKeys.append(publicKey) }
    return structure
  }

  /// What the algorithm makes of the secret.
  private static func parts(
    _ bytes: Span<UInt8>, _ algorithm: OID, _ parameters: DERElement?, _ secret: Range<Int>
  ) throws(PrivateKeyError) -> PrivateKeyStructure {
    switch algorithm {
    case .rsaEncryption:
      // RFC 8017 appendix A.1: NULL. Some programs leave it out.
      guard parameters == nil || parameters?.tag == .null else {
        throw PrivateKeyError(.algorithmParameters(algorithm))
      }
      return PrivateKeyStructure(.rsa(try rsa(bytes, secret), .none))
    case .rsassaPSS:
      // RFC 4055 §1.2: absent, or those that the key is restricted to.
      var restriction = PublicKey.RSARestriction.pss
      if let parameters {
        guard let own = try? PSSParameters(bytes, parameters) else {
          throw PrivateKeyError(.algorithmParameters(algorithm))
        }
        restriction = .pssWith(own)
      }
      return PrivateKeyStructure(.rsa(try rsa(bytes, secret), restriction))
    case .ecPublicKey:
      guard let parameters else { throw PrivateKeyError(.missingCurve) }
      let curve = try curve(bytes, parameters)
      var structure = PrivateKeyStructure(.ecdsa(curve, secret: secret))
      (structure.parts, structure.publicKeys) = try sec1(bytes, secret, outerCurve: curve)
      return structure
    case .ed25519, .ed448:
      guard parameters == nil else { throw PrivateKeyError(.algorithmParameters(algorithm)) }
      // RFC 8410 §7: CurvePrivateKey ::= OCTET STRING
      return PrivateKeyStructure(
        .edwards(algorithm == .ed25519 ? .ed25519 : .ed448, secret: try octets(bytes, secret)))
    case .mlDSA44, .mlDSA65, .mlDSA87:
      guard parameters == nil else { throw PrivateKeyError(.algorithmParameters(algorithm)) }
      let set: MLDSAPublicKey.ParameterSet =
        algorithm == .mlDSA44 ? .mlDSA44 : algorithm == .mlDSA65 ? .mlDSA65 : .mlDSA87
      return PrivateKeyStructure(try mlDSA(bytes, secret, set))
    case .dsa: throw PrivateKeyError(.dsa)
    default: throw PrivateKeyError(.unsupportedAlgorithm(algorithm))
    }
  }

  /// Reads the numbers of a key with two primes (RFC 8017 appendix A.1.2).
  ///
  ///     RSAPrivateKey ::= SEQUENCE {
  ///       version, modulus, publicExponent, privateExponent, prime1, prime2, exponent1, exponent2, coefficient,
  ///       otherPrimeInfos OPTIONAL }
  private static func rsa(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(PrivateKeyError) -> RSANumbers {
    var isMultiple = false
    do throws(DERError) {
      var outer = DERReader(range)
      var fields = try outer.enter(.sequence, bytes)
      try outer.finish()
      let version = try fields.read(.integer, bytes)
      let number = try version.smallInteger(bytes)
      guard number <= 1 else { throw DERError(.integerOutOfRange, at: version.start) }
      let numbers = RSANumbers(
        modulus: try magnitude(bytes, &fields), exponent: try magnitude(bytes, &fields),
        privateExponent: try magnitude(bytes, &fields), firstPrime: try magnitude(bytes, &fields),
        secondPrime: try magnitude(bytes, &fields), firstExponent: try magnitude(bytes, &fields),
        secondExponent: try magnitude(bytes, &fields), coefficient: try magnitude(bytes, &fields))
      isMultiple = number == 1 && fields.peek(bytes) == .sequence
      if !isMultiple {
        guard number == 0 else { throw DERError(.integerOutOfRange, at: version.start) }
        try fields.finish()
        return numbers
      }
    } catch {
      throw PrivateKeyError(error)
    }
    throw PrivateKeyError(.multiplePrimes)
  }

  private static func magnitude(_ bytes: Span<UInt8>, _ fields: inout DERReader) throws(DERError) -> Range<Int> {
    let element = try fields.read(.integer, bytes)
    let integer = try element.integer(bytes)
    guard !integer.isNegative else { throw DERError(.integerOutOfRange, at: element.start) }
    return integer.magnitude
  }

  /// Reads the structure of SEC 1 (RFC 5915 §3).
  ///
  ///     ECPrivateKey ::= SEQUENCE {
  ///       version INTEGER { ecPrivkeyVer1(1) }, privateKey OCTET STRING, parameters [0] ECParameters OPTIONAL,
  ///       publicKey [1] BIT STRING OPTIONAL }
  private static func sec1(
    _ bytes: Span<UInt8>, _ range: Range<Int>, outerCurve: ECDSAPublicKey.Curve?
  ) throws(PrivateKeyError) -> (Parts, publicKeys: [Range<Int>]) {
    let secret: Range<Int>
    var parameters: DERElement?
    var publicKeys: [Range<Int>] = []
    do throws(DERError) {
      var outer = DERReader(range)
      var fields = try outer.enter(.sequence, bytes)
      try outer.finish()
      let version = try fields.read(.integer, bytes)
      guard try version.smallInteger(bytes) == 1 else { throw DERError(.integerOutOfRange, at: version.start) }
      secret = try fields.read(.octetString, bytes).contents
      if let wrapper = try fields.readOptional(.contextConstructed(0), bytes) {
        var reader = try fields.reader(of: wrapper)
        parameters = try reader.read(bytes)
        try reader.finish()
      }
      if let wrapper = try fields.readOptional(.contextConstructed(1), bytes) {
        var reader = try fields.reader(of: wrapper)
        publicKeys = [try reader.read(.bitString, bytes).bitStringOfBytes(bytes)]
        try reader.finish()
      }
      try fields.finish()
    } catch {
      throw PrivateKeyError(error)
    }
    guard let parameters else { return (.ecdsa(outerCurve, secret: secret), publicKeys) }
    let curve = try curve(bytes, parameters)
    guard outerCurve == nil || outerCurve == curve else { throw PrivateKeyError(.inconsistent) }
    return (.ecdsa(curve, secret: secret), publicKeys)
  }

  /// The curve of ECParameters (RFC 5480 §2.1.1).
  private static func curve(
    _ bytes: Span<UInt8>, _ parameters: DERElement
  ) throws(PrivateKeyError) -> ECDSAPublicKey.Curve {
    guard parameters.tag == .objectIdentifier else {
      throw PrivateKeyError(
        parameters.tag == .sequence ? .explicitCurve : .algorithmParameters(.ecPublicKey), offset: parameters.start)
    }
    let identifier: OID
    do {
      identifier = try parameters.objectIdentifier(bytes)
    } catch {
      throw PrivateKeyError(error)
    }
    guard let curve = ECDSAPublicKey.Curve(identifier) else { throw PrivateKeyError(.unsupportedCurve(identifier)) }
    return curve
  }

  private static func octets(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(PrivateKeyError) -> Range<Int> {
    do throws(DERError) {
      var reader = DERReader(range)
      let octets = try reader.read(.octetString, bytes)
      try reader.finish()
      return octets.contents
    } catch {
      throw PrivateKeyError(error)
    }
  }

  /// Reads one of the three forms of an ML-DSA key (RFC 9881 §6).
  ///
  ///     ML-DSA-44-PrivateKey ::= CHOICE {
  ///       seed [0] OCTET STRING (SIZE (32)), expandedKey OCTET STRING (SIZE (2560)),
  ///       both SEQUENCE { seed OCTET STRING (SIZE (32)), expandedKey OCTET STRING (SIZE (2560)) } }
  private static func mlDSA(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ set: MLDSAPublicKey.ParameterSet
  ) throws(PrivateKeyError) -> Parts {
    do throws(DERError) {
      var reader = DERReader(range)
      let choice = try reader.read(bytes)
      try reader.finish()
      switch choice.tag {
      case .contextPrimitive(0): return .mlDSA(set, seed: choice.contents, expandedKey: nil)
      case .octetString: return .mlDSA(set, seed: nil, expandedKey: choice.contents)
      case .sequence:
        var both = DERReader(choice.contents)
        let seed = try both.read(.octetString, bytes).contents
        let expandedKey = try both.read(.octetString, bytes).contents
        try both.finish()
        return .mlDSA(set, seed: seed, expandedKey: expandedKey)
      default: throw DERError(.unexpectedTag(expected: .octetString, found: choice.tag), at: choice.start)
      }
    } catch {
      throw PrivateKeyError(error)
    }
  }
}

extension ECDSAPublicKey.Curve {
  /// The curve of an identifier; `nil` if it is not one that is computed with.
  init?(_ identifier: OID) {
    switch identifier {
    case .p256: self = .p256
    case .p384: self = .p384
    case .p521: self = .p521
    default: return nil
    }
  }
}
