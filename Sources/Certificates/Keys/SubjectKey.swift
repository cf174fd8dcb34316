import CertificateEncoding

/// A subject's public key, read once: what it is, and the key to verify with.
package struct SubjectKey: Sendable {
  /// What kind of key it is, or what is wrong with it.
  package let publicKey: PublicKey
  /// The key, ready to verify with; `nil` if it is of a kind that is not computed with or breaks a rule.
  package let verificationKey: VerificationKey?
  /// What it took to read, in the units of ``VerificationKey/cost``.
  ///
  /// It is 0 but for points that are compressed, whose other coordinate is a square root.
  package let readingCost: Int

  /// Takes a key that has been read before, and what that took.
  package init(_ key: VerificationKey, readingCost: Int = 0) {
    publicKey = PublicKey(key)
    verificationKey = key
    self.readingCost = readingCost
  }

  /// Reads a SubjectPublicKeyInfo, whose outer form has been checked.
  package init(_ bytes: Span<UInt8>, publicKeyInfo range: Range<Int>) {
    do {
      let parts = try PublicKeyParts(bytes, range)
      let (publicKey, verificationKey) = try Self.read(bytes, parts)
      (self.publicKey, self.verificationKey, readingCost) = (publicKey, verificationKey, parts.readingCost(bytes))
    } catch {
      (publicKey, verificationKey, readingCost) = (.malformed(OID(0, count: 0), .encoding(error.reason)), nil, 0)
    }
  }

  private static func read(
    _ bytes: Span<UInt8>, _ parts: PublicKeyParts
  ) throws(DERError) -> (PublicKey, VerificationKey?) {
    do {
      if let key = try parts.verificationKey(bytes) { return (PublicKey(key), key) }
      return switch parts.algorithm {
      case .ecPublicKey: (try parts.ellipticCurve(bytes), nil)
      case .dsa: (try parts.dsa(bytes), nil)
      default: (.unknown(parts.algorithm), nil)
      }
    } catch {
      return (.malformed(parts.algorithm, error.flaw), nil)
    }
  }
}

extension PublicKeyParts {
  /// What the key takes to read at most, in the units of ``VerificationKey/cost``; see ``SubjectKey/readingCost``.
  fileprivate func readingCost(_ bytes: Span<UInt8>) -> Int {
    switch algorithm {
    // SEC 1 §2.3.3: 02 or 03 and one coordinate. On P-521 its root takes twice the time of a unit.
    case .ecPublicKey: key.first.map { bytes[$0] } == 0x04 ? 0 : 2
    case .ed25519, .ed448: 1
    default: 0
    }
  }
}
