import Certificates

/// A key pair of OpenSSL's with all forms in which Rootward may have its public half.
struct Signer {
  let key: SigningKey
  let kind: SigningKey.Kind
  /// The public half in DER.
  let publicKeyInfo: [UInt8]
  /// The keys that must all say the same, each with the name of its form; the first one is as it was read.
  let forms: [(name: String, key: VerificationKey)]

  /// Generates a key pair for `candidate`.
  init(_ kind: SigningKey.Kind, for candidate: Candidate) throws {
    self.kind = kind
    key = try SigningKey(kind)
    publicKeyInfo = try key.publicKeyInfo()
    let read = try Self.verificationKey(publicKeyInfo, candidate)
    var forms = [(name: "as read", key: read), (name: "prepared", key: read.prepared())]
    if case .ellipticCurve = kind {
      let compressed = try Self.verificationKey(key.publicKeyInfoWithCompressedPoint(), candidate)
      forms.append((name: "from a compressed point", key: compressed))
    }
    self.forms = forms
  }

  private static func verificationKey(_ info: [UInt8], _ candidate: Candidate) throws -> VerificationKey {
    do {
      if let key = try PublicKeyParts(info.span, info.indices).verificationKey(info.span) { return key }
    } catch {
      throw KeyRefusal(candidate: candidate, publicKeyInfo: info, reason: "\(error)")
    }
    throw KeyRefusal(candidate: candidate, publicKeyInfo: info, reason: "it is of a kind that is not computed with")
  }
}
