import CertificateCryptography
import CertificateEncoding

/// What a key says of a signature.
package enum SignatureVerdict: Sendable, Hashable {
  /// The key made the signature over the message.
  case valid
  /// It did not.
  case invalid
  /// No key made it: the bytes are no signature of the algorithm.
  case malformed(SignatureFlaw)
  /// The algorithm is not one of this key, which made no such signature.
  case keyOfOtherKind
}

extension VerificationKey {
  /// Whether this key may make signatures of `algorithm` at all.
  package func fits(_ algorithm: SignatureAlgorithm) -> Bool {
    switch (self, algorithm) {
    // RFC 4055 §1.2: a key marked as RSASSA-PSS makes no other signatures.
    case (.rsa(_, let restriction), .rsaPKCS1): restriction == .none
    case (.rsa(_, let restriction), .rsaPSS(let parameters)): restriction.permits(parameters)
    case (.ecdsa, .ecdsa), (.ed25519, .eddsa(.ed25519)), (.ed448, .eddsa(.ed448)): true
    case (.mlDSA(let key), .mlDSA(let set)): key.parameterSet.number == set
    default: false
    }
  }

  /// Whether signatures by this key may have this length; one that may not needs no arithmetic to be told apart.
  ///
  /// That of RSA is a length of the key's own: a signature of another one may well be a good one of another key.
  package func canSign(byteCount: Int) -> Bool {
    if case .rsa(let key, _) = self { return byteCount == key.modulusByteCount }
    return true
  }

  /// What this key says of a signature, which lies in an arena beside what it is over.
  package func verdict(
    in arena: ByteArena, signature: ArenaRange, of signedPart: ArenaRange, algorithm: SignatureAlgorithm
  ) -> SignatureVerdict {
    let array = arena.bytes
    let bytes = array.span
    return verdict(
      on: bytes.extracting(signature.range), of: bytes.extracting(signedPart.range), algorithm: algorithm)
  }

  /// Whether `signature` is a signature of `message` by this key; variable-time, as everything here is public.
  ///
  /// The signature is in the form that certificates and TLS share: for ECDSA the DER of Ecdsa-Sig-Value, for the others
  /// the bytes themselves.
  package func verdict(
    on signature: Span<UInt8>, of message: Span<UInt8>, algorithm: SignatureAlgorithm
  ) -> SignatureVerdict {
    guard fits(algorithm) else { return .keyOfOtherKind }
    switch (self, algorithm) {
    case (.rsa(let key, _), .rsaPKCS1(let hash)):
      return SignatureVerdict(key.isValidPKCS1Signature(signature, of: hash.digest(of: message)))
    case (.rsa(let key, _), .rsaPSS(let parameters)):
      return SignatureVerdict(
        key.isValidPSSSignature(
          signature, of: parameters.hash.digest(of: message), maskHash: parameters.maskHash,
          saltByteCount: parameters.saltByteCount))
    case (.ecdsa(let key), .ecdsa(let hash)):
      let value: ECDSASignatureValue
      do {
        value = try ECDSASignatureValue(signature)
      } catch {
        return .malformed(error.flaw)
      }
      return SignatureVerdict(
        key.isValidSignature(
          r: signature.extracting(value.r), s: signature.extracting(value.s), of: hash.digest(of: message)))
    case (.ed25519(let key), _):
      guard signature.count == 64 else { return .malformed(.length(expected: 64, found: signature.count)) }
      return SignatureVerdict(key.isValidSignature(signature, of: message))
    case (.ed448(let key), _):
      guard signature.count == 114 else { return .malformed(.length(expected: 114, found: signature.count)) }
      return SignatureVerdict(key.isValidSignature(signature, of: message))
    case (.mlDSA(let key), _):
      let expected = key.parameterSet.signatureByteCount
      guard signature.count == expected else {
        return .malformed(.length(expected: expected, found: signature.count))
      }
      // RFC 9881 §3: the context is the empty string.
      return SignatureVerdict(key.isValidSignature(signature, of: message, context: signature.extracting(0..<0)))
    default:
      return .keyOfOtherKind
    }
  }
}

extension SignatureVerdict {
  fileprivate init(_ isValid: Bool) {
    self = isValid ? .valid : .invalid
  }
}
