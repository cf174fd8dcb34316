import CertificateEncoding

extension Certificate {
  /// The subject's key, ready to verify with; `nil` if the key is of a kind that is not computed with or breaks a rule.
  package var verificationKey: VerificationKey? { subjectKey.verificationKey }

  /// The subject's key, read anew.
  package var subjectKey: SubjectKey {
    let array = arena.bytes
    return SubjectKey(array.span, publicKeyInfo: layout.publicKeyInfo.range)
  }

  /// How many bytes the signature has.
  package var signatureByteCount: Int { layout.signature.range.count }

  /// What a key says of the certificate's signature (RFC 5280 §6.1.3 (a)(1)).
  package func verdict(of key: VerificationKey) -> SignatureVerdict {
    key.verdict(in: arena, signature: layout.signature, of: layout.signedPart, algorithm: signatureAlgorithm)
  }
}
