import CertificateCryptography
import CertificateEncoding
import Certificates

/// A private key as Go's packages tls and x509 read it, and what they say if they don't.
///
/// Go 1.27: `parsePrivateKey` of tls.go, and pkcs8.go, pkcs1.go and sec1.go of x509. The structure is held against Go's
/// rules first, so that its errors can be told; the key itself is then read by our own reader.
enum GoPrivateKey {
  /// What became of a key.
  enum Outcome {
    /// It was read.
    case read(PrivateKey)
    /// Go reads it, but nobody can sign with it there, and our own reader refuses it.
    case unusable(PrivateKeyError)
  }

  /// Reads the key of a block.
  ///
  /// Headers don't count: a key that RFC 1423 encrypts is read as if it were none, and told to be of a wrong structure.
  static func read(_ text: [UInt8], _ block: GoPEM.Block) throws(KeyPairFault) -> Outcome {
    guard var der = GoBase64.decode(text.span, block.contents) else { throw .noBlockInKeyFile }
    // Whatever comes of it, the key does not stay in memory.
    defer { der.wipe() }
    return try read(&der)
  }

  /// Reads PKCS #8, PKCS #1 or SEC 1, tried in this order; if it is none, Go tells its error with the first.
  private static func read(_ der: inout [UInt8]) throws(KeyPairFault) -> Outcome {
    let structure: GoASN1.PKCS8
    do throws(GoASN1.Fault) {
      structure = try GoASN1.pkcs8(der.span, 0..<der.count)
    } catch {
      return try readPlain(der, error)
    }
    if let fault = fault(with: structure, der.span) { throw fault }
    // Go doesn't mind bytes behind the structure.
    der.removeLast(der.count - structure.end)
    do throws(PrivateKeyError) {
      return .read(try PrivateKey(der))
    } catch {
      if error.isNoConcernOfGo { return .unusable(error) }
      throw .key(text(error, structure.algorithm))
    }
  }

  /// Reads PKCS #1 or SEC 1, after PKCS #8 has failed.
  private static func readPlain(_ der: [UInt8], _ fault: GoASN1.Fault) throws(KeyPairFault) -> Outcome {
    let whole = 0..<der.count
    let isSEC1 = GoASN1.isSEC1(der.span, whole)
    if isSEC1 || GoASN1.isPKCS1(der.span, whole) {
      do throws(PrivateKeyError) {
        return .read(try PrivateKey(der))
      } catch {
        if error.isNoConcernOfGo { return .unusable(error) }
      }
    }
    if isSEC1 { throw .key(hint("EC")) }
    throw .key(GoASN1.isPKCS1(der.span, whole, allowingRest: true) ? hint("PKCS1") : fault.text)
  }

  /// What Go says of a structure that it doesn't read and another function of it does.
  private static func hint(_ form: String) -> String {
    "x509: failed to parse private key (use Parse\(form)PrivateKey instead for this key format)"
  }
}

extension GoPrivateKey {
  /// What Go says of the key in a PrivateKeyInfo (`x509.ParsePKCS8PrivateKey`); `nil` if its form is right.
  private static func fault(with key: GoASN1.PKCS8, _ der: Span<UInt8>) -> KeyPairFault? {
    switch key.algorithm {
    case "1.2.840.113549.1.1.1":
      return fault("x509: failed to parse RSA private key embedded in PKCS#8: ") { () throws(GoASN1.Fault) in
        do throws(GoASN1.Fault) {
          try GoASN1.pkcs1(der, key.key)
        } catch {
          throw GoASN1.isSEC1(der, key.key) ? GoASN1.Fault(text: hint("EC")) : error
        }
      }
    case "1.2.840.10045.2.1":
      let prefix = "x509: failed to parse EC private key embedded in PKCS#8: "
      return fault(prefix) { () throws(GoASN1.Fault) in try checkSEC1(key, der) }
    case "1.3.101.112":
      guard key.parameters.isEmpty else { return .key("x509: invalid Ed25519 private key parameters") }
      return fault("x509: invalid Ed25519 private key") { () throws(GoASN1.Fault) in try checkSeed(key, der) }
    case "1.3.101.110": return .unusableKey
    case "2.16.840.1.101.3.4.3.17", "2.16.840.1.101.3.4.3.18", "2.16.840.1.101.3.4.3.19":
      return faultOfMLDSA(key, der).map { .key("x509: " + $0) }
    default: return .key("x509: PKCS#8 wrapping contained private key with unknown algorithm: " + key.algorithm)
    }
  }

  private static func fault(_ prefix: String, _ check: () throws(GoASN1.Fault) -> Void) -> KeyPairFault? {
    do throws(GoASN1.Fault) {
      try check()
      return nil
    } catch {
      return .key(prefix + error.text)
    }
  }

  /// Checks the ECPrivateKey within a PrivateKeyInfo: its structure, its version, and that Go has its curve.
  private static func checkSEC1(_ key: GoASN1.PKCS8, _ der: Span<UInt8>) throws(GoASN1.Fault) {
    let structure: GoASN1.SEC1
    do throws(GoASN1.Fault) {
      structure = try GoASN1.sec1(der, key.key)
    } catch {
      if GoASN1.isPKCS1(der, key.key, allowingRest: true) { throw GoASN1.Fault(text: hint("PKCS1")) }
      throw GoASN1.Fault(text: "x509: failed to parse EC private key: " + error.text)
    }
    guard structure.version == 1 else {
      throw GoASN1.Fault(text: "x509: unknown EC private key version \(structure.version)")
    }
    let curve = GoASN1.objectIdentifier(der, key.parameters) ?? structure.curve
    let curves = ["1.3.132.0.33", "1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35"]
    guard let curve, curves.contains(curve) else { throw GoASN1.Fault(text: "x509: unknown elliptic curve") }
  }

  /// Checks the OCTET STRING that holds the seed of Ed25519 (RFC 8410 §7).
  private static func checkSeed(_ key: GoASN1.PKCS8, _ der: Span<UInt8>) throws(GoASN1.Fault) {
    let seed: Range<Int>
    do throws(GoASN1.Fault) {
      var reader = GoASN1Reader(key.key)
      seed = try reader.element(4, false, der, type: "")
    } catch {
      throw GoASN1.Fault(text: ": " + error.text)
    }
    guard seed.count == 32 else { throw GoASN1.Fault(text: " length: \(seed.count)") }
  }

  /// What Go says of an ML-DSA key (RFC 9881 §6), of which it takes the seed alone.
  private static func faultOfMLDSA(_ key: GoASN1.PKCS8, _ der: Span<UInt8>) -> String? {
    guard key.parameters.isEmpty else { return "invalid ML-DSA private key parameters" }
    guard let first = key.key.first else { return "invalid ML-DSA private key length: 0" }
    switch der[first] {
    case 0x80: break
    case 0x04: return "semi-expanded ML-DSA private keys without seed are not supported"
    case 0x30:
      return
        "ML-DSA private keys with both seed and expanded key are not supported, use e.g. \"openssl pkey -provparam "
        + "ml-dsa.output_formats=seed-only\" to convert to a seed-only key"
    default:
      let digits = String(der[first], radix: 16)
      return "invalid ML-DSA private key: invalid ASN.1 tag \(digits.utf8.count == 1 ? "0" : "")\(digits)"
    }
    guard key.key.count == 34 else { return "invalid ML-DSA private key length: \(key.key.count)" }
    return der[first + 1] == 32 ? nil : "invalid ML-DSA private key ASN.1 encoding"
  }

  /// What Go says of a key whose structure is right, as near as our own reader's reason comes to it.
  private static func text(_ error: PrivateKeyError, _ algorithm: String) -> String {
    switch algorithm {
    case "1.2.840.113549.1.1.1":
      "x509: failed to parse RSA private key embedded in PKCS#8: "
        + (error.reason == .inconsistent ? "crypto/rsa: p * q != n" : "crypto/rsa: invalid prime")
    case "1.2.840.10045.2.1":
      "x509: failed to parse EC private key embedded in PKCS#8: "
        + (error.reason == .wrongLength ? "x509: invalid private key length" : "ecdsa: private key out of range")
    default: "x509: invalid private key"
    }
  }
}

extension PrivateKeyError {
  /// Whether Go reads such a key all the same: a modulus that it will not sign with, P-224, more than two primes.
  fileprivate var isNoConcernOfGo: Bool {
    switch reason {
    case .modulusTooSmall, .multiplePrimes: true
    case .unsupportedCurve(let curve): curve.description == "1.3.132.0.33"
    default: false
    }
  }
}
