package import CertificateCryptography
import CertificateEncoding

/// A private key that was read and checked: opaque, kept in memory that is zeroed when it is released, and never printed.
///
/// Its public key is computed from the secret, never believed from the file. Whatever touches the secret takes a time that
/// the form of the key decides, not its value, as far as the format allows that.
public struct PrivateKey: Sendable {
  /// The fewest bits that an RSA modulus may have: with fewer, Go refuses to sign since its version 1.24.
  public static let minimumModulusBitCount = 1024

  /// The secret, by algorithm.
  package enum Secret: Sendable {
    case rsa(RSAPrivateKey, PublicKey.RSARestriction)
    case ecdsa(ECDSAPrivateKey)
    case ed25519(Ed25519PrivateKey)
    case ed448(Ed448PrivateKey)
    case mlDSA(MLDSAPrivateKey)
  }

  /// The secret.
  package let secret: Secret
  /// The form that it was written in.
  public let form: PrivateKeyForm
  /// How it was encrypted in its file; `nil` if it was not.
  public let encryption: PrivateKeyEncryption?
  /// Where in its file it stood.
  public let position: Certificate.Position

  /// Reads the private key of a file: PEM or DER, in the structures of PKCS #1 (RFC 8017), SEC 1 (RFC 5915) and PKCS #8
  /// (RFC 5958), plain or encrypted (RFC 8018, RFC 7914, RFC 1423).
  ///
  /// Of several private keys in one file it is the first. Text around the blocks, certificates and EC PARAMETERS are passed
  /// over. Nothing of the file or the passphrase is kept but the key; the two arrays are the caller's, who may clear them.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - passphrase: what it is encrypted with; not looked at if it is not encrypted.
  /// - Throws: ``PrivateKeyError`` with the reason, the block and the offset at which reading stopped.
  public init(_ bytes: [UInt8], passphrase: [UInt8]? = nil) throws(PrivateKeyError) {
    let reading = PrivateKeyReading(bytes.span)
    if let failure = reading.failure { throw failure }
    guard let block = reading.blocks.first(where: { $0.description.form != nil }) else {
      // A block that is damaged may have been the key.
      if let problem = reading.problems.first {
        let position = Certificate.Position(block: problem.index ?? 0, line: problem.line)
        throw PrivateKeyError(.pem(problem.reason), at: position)
      }
      throw PrivateKeyError(.noPrivateKey(reading.blocks.compactMap { $0.description.label ?? nil }))
    }
    do throws(PrivateKeyError) {
      try self.init(block, passphrase: passphrase)
    } catch {
      throw error.located(at: block.description.position)
    }
  }

  /// A key whose secret has been read by another program's rules.
  package init(_ secret: Secret, form: PrivateKeyForm, position: Certificate.Position) {
    self.secret = secret
    self.form = form
    encryption = nil
    self.position = position
  }

  /// What kind of key it is: its algorithm and its size.
  public var kind: PublicKey { PublicKey(verificationKey) }

  /// The public key, computed from the secret.
  package var verificationKey: VerificationKey {
    switch secret {
    case .rsa(let key, let restriction): .rsa(key.publicKey, restriction)
    case .ecdsa(let key): .ecdsa(key.publicKey)
    case .ed25519(let key): .ed25519(key.publicKey)
    case .ed448(let key): .ed448(key.publicKey)
    case .mlDSA(let key): .mlDSA(key.publicKey)
    }
  }

  /// Whether a certificate is for this key: whether both public keys are the same, however each is written.
  ///
  /// Of RSA the modulus and the exponent count. What either side restricts the key to, by the identifier of RSASSA-PSS (RFC
  /// 4055 §1.2), is a matter of which signatures it may make: PKCS #1 has no place for it.
  public func publicKeyMatches(_ certificate: Certificate) -> Bool {
    guard let other = certificate.verificationKey else { return false }
    return switch (verificationKey, other) {
    case (.rsa(let own, _), .rsa(let other, _)): own == other
    case (let own, let other): own == other
    }
  }

  /// Whether a certificate is for a key of the same algorithm, whichever.
  package func hasAlgorithm(of certificate: Certificate) -> Bool {
    switch (verificationKey, certificate.verificationKey) {
    case (.rsa, .rsa), (.ecdsa, .ecdsa), (.ed25519, .ed25519), (.ed448, .ed448), (.mlDSA, .mlDSA): true
    default: false
    }
  }
}

extension PrivateKey {
  private init(_ block: PrivateKeyReading.Block, passphrase: [UInt8]?) throws(PrivateKeyError) {
    let description = block.description
    if let problem = description.problem { throw problem }
    guard let contents = block.contents, var form = description.form else { throw PrivateKeyError(.unrecognized) }
    var plain = contents
    if let encryption = description.encryption {
      plain = try Self.decrypt(contents, encryption, passphrase)
      // A wrong passphrase leaves what could be padding once in 256 times, but then no structure of known form.
      guard case .privateKey(let inner) = plain.withBytes({ PrivateKeyForm.recognize($0, 0..<$0.count) }),
        inner != .encryptedPKCS8
      else { throw PrivateKeyError(.wrongPassphrase(encryption)) }
      form = inner
    }
    let structure = try plain.withBytes { bytes throws(PrivateKeyError) in try PrivateKeyStructure(bytes, form) }
    secret = try Self.secret(plain, structure, curve: block.curve)
    self.form = form
    encryption = description.encryption
    position = description.position
    guard hasPublicKeys(plain, structure) else { throw PrivateKeyError(.inconsistent) }
  }

  /// What a reader that is as strict as the standards says of the structure that the key was taken from by another
  /// program's rules, and of the public keys in it; `nil` if nothing.
  ///
  /// - Parameter contents: The contents of the block.
  package func structureFault(_ contents: SecretBytes) -> PrivateKeyError? {
    guard contents.count <= PrivateKeyFile.maximumBlockByteCount else {
      return PrivateKeyError(.tooLarge, at: position)
    }
    do throws(PrivateKeyError) {
      let form = PrivateKeyReading.recognize(contents)
      guard form != .unknown else { throw PrivateKeyError(contents.whyUnknown) }
      let structure = try contents.withBytes { bytes throws(PrivateKeyError) in try PrivateKeyStructure(bytes, form) }
      guard hasPublicKeys(contents, structure) else { throw PrivateKeyError(.inconsistent) }
      return nil
    } catch {
      return error.located(at: position)
    }
  }

  /// Whether the public keys that are written beside the secret are the secret's.
  private func hasPublicKeys(_ plain: SecretBytes, _ structure: PrivateKeyStructure) -> Bool {
    plain.withBytes { bytes in
      structure.publicKeys.allSatisfy { hasPublicKey(bytes, $0) }
    }
  }

  private static func decrypt(
    _ contents: SecretBytes, _ encryption: PrivateKeyEncryption, _ passphrase: [UInt8]?
  ) throws(PrivateKeyError) -> SecretBytes {
    guard let recipe = encryption.recipe else { throw PrivateKeyError(.unsupportedEncryption(encryption)) }
    guard !encryption.exceedsLimits else { throw PrivateKeyError(.encryptionTooCostly(encryption)) }
    guard let passphrase else { throw PrivateKeyError(.passphraseNeeded(encryption)) }
    let plain = try contents.withBytes { bytes throws(PrivateKeyError) -> SecretBytes? in
      var text = 0..<bytes.count
      if !encryption.isLegacyPEM {
        do throws(DERError) {
          text = try PrivateKeyEncryption.Envelope(bytes, text).text
        } catch {
          throw PrivateKeyError(error)
        }
      }
      // Whole blocks are what any passphrase makes the same of; without them, no passphrase is right.
      guard !text.isEmpty, text.count % recipe.cipher.blockByteCount == 0 else {
        throw PrivateKeyError(.malformed(.truncated), offset: text.lowerBound)
      }
      return recipe.decrypt(bytes.extracting(text), passphrase: passphrase.span)
    }
    guard let plain else { throw PrivateKeyError(.wrongPassphrase(encryption)) }
    return plain
  }

  /// Computes with what a structure holds.
  private static func secret(
    _ plain: SecretBytes, _ structure: PrivateKeyStructure, curve: OID?
  ) throws(PrivateKeyError) -> Secret {
    do throws(SecretKeyError) {
      switch structure.parts {
      case .rsa(let numbers, let restriction):
        let key = try plain.withBytes { bytes throws(SecretKeyError) in
          try RSAPrivateKey(
            modulus: bytes.extracting(numbers.modulus), exponent: bytes.extracting(numbers.exponent),
            numbers: RSAPrivateKey.Numbers(
              privateExponent: plain.extracting(numbers.privateExponent),
              firstPrime: plain.extracting(numbers.firstPrime), secondPrime: plain.extracting(numbers.secondPrime),
              remainders: RSAPrivateKey.Remainders(
                firstExponent: plain.extracting(numbers.firstExponent),
                secondExponent: plain.extracting(numbers.secondExponent),
                coefficient: plain.extracting(numbers.coefficient))))
        }
        let bitCount = key.publicKey.modulusBitCount
        guard bitCount >= minimumModulusBitCount else { throw .modulus(RSAKeyError(.modulusTooSmall(bits: bitCount))) }
        return .rsa(key, restriction)
      case .ecdsa(let own, let range):
        // Where the key itself does not say it, the block of EC PARAMETERS before it does.
        guard let curve = own ?? curve.flatMap({ ECDSAPublicKey.Curve($0) }) else { break }
        return .ecdsa(try ECDSAPrivateKey(curve: curve, scalar: plain.extracting(range)))
      case .edwards(.ed25519, let range):
        return .ed25519(try Ed25519PrivateKey(seed: plain.extracting(range)))
      case .edwards(.ed448, let range):
        return .ed448(try Ed448PrivateKey(seed: plain.extracting(range)))
      case .mlDSA(let set, let seed, let expandedKey):
        return .mlDSA(try mlDSA(plain, set, seed, expandedKey))
      }
    } catch {
      throw PrivateKeyError(PrivateKeyError.Reason(error))
    }
    throw PrivateKeyError(curve.map { .unsupportedCurve($0) } ?? .missingCurve)
  }

  private static func mlDSA(
    _ plain: SecretBytes, _ set: MLDSAPublicKey.ParameterSet, _ seed: Range<Int>?, _ expandedKey: Range<Int>?
  ) throws(SecretKeyError) -> MLDSAPrivateKey {
    guard let seed else {
      guard let expandedKey else { throw .wrongLength }
      return try MLDSAPrivateKey(parameterSet: set, expandedKey: plain.extracting(expandedKey))
    }
    let key = try MLDSAPrivateKey(parameterSet: set, seed: plain.extracting(seed))
    guard let expandedKey else { return key }
    // RFC 9881 §6: both are to be of one key.
    guard expandedKey.count == set.expandedKeyByteCount else { throw .wrongLength }
    guard key.hasExpandedKey(plain.extracting(expandedKey)) else { throw .inconsistent }
    return key
  }

  /// Whether a public key that is written beside the secret is the secret's.
  private func hasPublicKey(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let written = bytes.extracting(range)
    switch secret {
    case .rsa(let key, _):
      // RFC 8017 appendix A.1.1: RSAPublicKey.
      guard let parts = try? PublicKeyParts(rsaPublicKey: range).rsaNumbers(bytes),
        let other = try? RSAPublicKey(
          modulus: bytes.extracting(parts.modulus), exponent: bytes.extracting(parts.exponent))
      else { return false }
      return other == key.publicKey
    case .ecdsa(let key):
      return key.publicKey.isEncoded(as: written)
    case .ed25519(let key): return (try? Ed25519PublicKey(written)) == key.publicKey
    case .ed448(let key): return (try? Ed448PublicKey(written)) == key.publicKey
    case .mlDSA(let key):
      return (try? MLDSAPublicKey(parameterSet: key.publicKey.parameterSet, bytes: written)) == key.publicKey
    }
  }
}

extension PrivateKeyError.Reason {
  fileprivate init(_ error: SecretKeyError) {
    self =
      switch error {
      case .wrongLength: .wrongLength
      case .outOfRange: .outOfRange
      case .inconsistent: .inconsistent
      case .modulus(let error):
        switch error.reason {
        case .modulusTooSmall(let bitCount): .modulusTooSmall(bitCount: bitCount)
        default: .publicPart(PublicKey.Flaw(error))
        }
      }
  }
}

extension PrivateKey: CustomStringConvertible, CustomDebugStringConvertible {
  /// What kind of key it is, such as `private key: RSA, 2048 bits`, and nothing of the secret.
  public var description: String { "private key: \(kind.description)" }

  /// What kind of key it is, and nothing of the secret.
  public var debugDescription: String { description }
}

#if !$Embedded
  extension PrivateKey: CustomReflectable {
    /// A mirror that shows the kind only.
    public var customMirror: Mirror { Mirror(self, children: ["kind": kind]) }
  }
#endif
