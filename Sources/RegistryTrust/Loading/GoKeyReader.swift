import CertificateCryptography
import Certificates

/// The reader behind ``GoPrivateKey``: the structure, by Go's rules and with Go's errors, and the secret in it.
struct GoKeyReader {
  /// What was read.
  enum Reading {
    /// A secret, and the structure that it was in.
    case secret(PrivateKey.Secret, PrivateKeyForm)
    /// A key that Go reads, and why nobody signs with it.
    case unusable(UnusablePublicKey, PrivateKeyError.Reason)
  }

  /// The contents of the block.
  let der: SecretBytes

  /// Reads PKCS #8, PKCS #1 or SEC 1, tried in this order; if it is none, Go tells its error with the first.
  func read() throws(KeyPairFault) -> Reading {
    let structure: GoASN1.PKCS8
    do throws(GoASN1.Fault) {
      structure = try der.withBytes { bytes throws(GoASN1.Fault) in try GoASN1.pkcs8(bytes, 0..<bytes.count) }
    } catch {
      return try readPlain(error)
    }
    do throws(GoASN1.Fault) {
      return try read(structure)
    } catch {
      throw error == .unusable ? .unusableKey : .key(error.text)
    }
  }

  /// Reads PKCS #1 or SEC 1, after PKCS #8 has failed.
  private func readPlain(_ fault: GoASN1.Fault) throws(KeyPairFault) -> Reading {
    let whole = 0..<der.count
    if let reading = try? readRSA(whole, .pkcs1) { return reading }
    if let reading = try? readCurve(whole, outerCurve: nil, .sec1) { return reading }
    throw .key((hint(.sec1, whole) ?? hint(.pkcs1, whole) ?? fault).text)
  }

  /// Reads what is in a PrivateKeyInfo (`x509.ParsePKCS8PrivateKey`).
  private func read(_ structure: GoASN1.PKCS8) throws(GoASN1.Fault) -> Reading {
    switch structure.algorithm {
    case "1.2.840.113549.1.1.1":
      return try prefixed("x509: failed to parse RSA private key embedded in PKCS#8: ") { () throws(GoASN1.Fault) in
        try readRSA(structure.key, .pkcs8)
      }
    case "1.2.840.10045.2.1":
      let curve = der.withBytes { GoASN1.objectIdentifier($0, structure.parameters) }
      return try prefixed("x509: failed to parse EC private key embedded in PKCS#8: ") { () throws(GoASN1.Fault) in
        try readCurve(structure.key, outerCurve: curve, .pkcs8)
      }
    case "1.3.101.112":
      let seed = try seed(structure, "Ed25519")
      guard seed.count == 32, let key = try? Ed25519PrivateKey(seed: der.extracting(seed)) else {
        throw GoASN1.Fault(text: "x509: invalid Ed25519 private key length: \(seed.count)")
      }
      return .secret(.ed25519(key), .pkcs8)
    case "1.3.101.110":
      guard try seed(structure, "X25519").count == 32 else {
        throw GoASN1.Fault(text: "crypto/ecdh: invalid private key size")
      }
      throw .unusable
    case "2.16.840.1.101.3.4.3.17": return try readMLDSA(structure, .mlDSA44)
    case "2.16.840.1.101.3.4.3.18": return try readMLDSA(structure, .mlDSA65)
    case "2.16.840.1.101.3.4.3.19": return try readMLDSA(structure, .mlDSA87)
    default:
      throw GoASN1.Fault(
        text: "x509: PKCS#8 wrapping contained private key with unknown algorithm: " + structure.algorithm)
    }
  }

  private func prefixed(
    _ prefix: String, _ read: () throws(GoASN1.Fault) -> Reading
  ) throws(GoASN1.Fault) -> Reading {
    do throws(GoASN1.Fault) {
      return try read()
    } catch {
      throw GoASN1.Fault(text: prefix + error.text)
    }
  }
}

extension GoASN1.Fault {
  /// A key that Go reads and has no signatures of.
  static let unusable = GoASN1.Fault(text: "")
}

extension GoKeyReader {
  /// What Go says of a structure that it doesn't read and another function of it would; `nil` if that doesn't either.
  func hint(_ form: PrivateKeyForm, _ range: Range<Int>) -> GoASN1.Fault? {
    let name: String? = der.withBytes { bytes in
      switch form {
      case .sec1: GoASN1.isSEC1(bytes, range) ? "EC" : nil
      case .pkcs1: GoASN1.isPKCS1(bytes, range, allowingRest: true) ? "PKCS1" : nil
      default: (try? GoASN1.pkcs8(bytes, range)) == nil ? nil : "PKCS8"
      }
    }
    return name.map {
      GoASN1.Fault(text: "x509: failed to parse private key (use Parse\($0)PrivateKey instead for this key format)")
    }
  }

  /// Where the seed of a key on Curve25519 lies (RFC 8410 §7), of whatever length.
  private func seed(_ structure: GoASN1.PKCS8, _ name: String) throws(GoASN1.Fault) -> Range<Int> {
    guard structure.parameters.isEmpty else {
      throw GoASN1.Fault(text: "x509: invalid \(name) private key parameters")
    }
    do throws(GoASN1.Fault) {
      return try der.withBytes { bytes throws(GoASN1.Fault) in
        var reader = GoASN1Reader(structure.key)
        return try reader.element(4, false, bytes, type: "")
      }
    } catch {
      throw GoASN1.Fault(text: "x509: invalid \(name) private key: " + error.text)
    }
  }

  /// Reads an ML-DSA key (RFC 9881 §6), of which Go takes the seed alone.
  private func readMLDSA(
    _ structure: GoASN1.PKCS8, _ set: MLDSAPublicKey.ParameterSet
  ) throws(GoASN1.Fault) -> Reading {
    if let text = faultOfMLDSA(structure) { throw GoASN1.Fault(text: "x509: " + text) }
    guard let key = try? MLDSAPrivateKey(parameterSet: set, seed: der.extracting(structure.key.dropFirst(2))) else {
      throw GoASN1.Fault(text: "x509: unknown ML-DSA parameters")
    }
    return .secret(.mlDSA(key), .pkcs8)
  }

  private func faultOfMLDSA(_ structure: GoASN1.PKCS8) -> String? {
    guard structure.parameters.isEmpty else { return "invalid ML-DSA private key parameters" }
    let head = der.withBytes { bytes in structure.key.prefix(2).map { bytes[$0] } }
    guard let tag = head.first else { return "invalid ML-DSA private key length: 0" }
    switch tag {
    case 0x80: break
    case 0x04: return "semi-expanded ML-DSA private keys without seed are not supported"
    case 0x30:
      return
        "ML-DSA private keys with both seed and expanded key are not supported, use e.g. \"openssl pkey -provparam "
        + "ml-dsa.output_formats=seed-only\" to convert to a seed-only key"
    default:
      let digits = String(tag, radix: 16)
      return "invalid ML-DSA private key: invalid ASN.1 tag \(digits.utf8.count == 1 ? "0" : "")\(digits)"
    }
    guard structure.key.count == 34 else { return "invalid ML-DSA private key length: \(structure.key.count)" }
    return head[1] == 32 ? nil : "invalid ML-DSA private key ASN.1 encoding"
  }
}
