public import CertificateCryptography
public import CertificateEncoding
public import CertificateVerification
public import Certificates

/// A refusal of a peer: what decided it, and the alert that calls for.
public struct HandshakeError: Error, Sendable {
  /// What decided it.
  public enum Reason: Sendable {
    /// What was signed can't be read as the message that it has to be.
    case message(HandshakeMessageError)
    /// The peer has shown no certificate.
    case noCertificate
    /// The peer's chain is refused.
    case chain(VerificationError)
    /// The stapled OCSP response can't be read (RFC 6066 §8).
    case stapledResponse(OCSPResponseError)
    /// The server's certificate promises a stapled OCSP response (RFC 7633), and there is none.
    case stapledResponseMissing
    /// The proof is that of the other side, or there is none where there must be one.
    case noProof
    /// The cipher suite, by its number, is not one that is known, so that nobody can say what it calls for.
    case cipherSuiteUnknown(UInt16)
    /// The cipher suite, by its number, is not one of this version, or one in which nobody signs.
    case cipherSuiteUnsuitable(UInt16)
    /// The transcript's hash function is not the suite's (RFC 8446 §4.4.1).
    case transcriptHash(HashAlgorithm)
    /// The signature's scheme is not one that was offered.
    case schemeNotOffered(SignatureScheme)
    /// The signature's scheme is not for this version or this key.
    case schemeNotAllowed(SignatureScheme, SignatureScheme.Objection)
    /// The signature's scheme is not one that is computed with.
    case schemeUnsupported(SignatureScheme)
    /// The signature's digest is one that the policy does not allow.
    case schemeWeak(SignatureScheme)
    /// The key is not one that is computed with.
    case keyUnsupported(PublicKey)
    /// The key is not of the kind that the cipher suite calls for.
    case keyNotOfCipherSuite(PublicKey)
    /// The certificate's key usage does not include signing.
    case keyUsage
    /// The client's key is not of the kinds that the request names (RFC 5246 §7.4.6).
    case certificateType(PublicKey)
    /// The client's certificate does not have what the request wants of this extension (RFC 8446 §4.4.2.3).
    case filter(OID)
    /// The request is one of another version than the proof.
    case requestOfOtherVersion
    /// The signature was not made by the certificate's key over this handshake, or is no signature of its scheme at all.
    case signatureInvalid(SignatureFlaw?)
  }

  /// What decided it.
  public let reason: Reason
  /// The side that is refused.
  public let role: PeerRole
  /// The version of TLS.
  public let version: ProtocolVersion

  init(_ reason: Reason, _ role: PeerRole, _ version: ProtocolVersion) {
    self.reason = reason
    self.role = role
    self.version = version
  }

  /// The alert that a TLS stack sends for it (RFC 8446 §6.2, RFC 5246 §7.2.2).
  public var alert: AlertDescription {
    switch reason {
    case .message(let error): error.alert
    case .noCertificate:
      switch (role, version >= .tls13) {
      // RFC 8446 §4.4.2.4.
      case (.server, true): .decodeError
      case (.client, true): .certificateRequired
      // RFC 5246 §7.4.2: a server must show one; §7.4.6: a client's missing one is a handshake_failure.
      case (.server, false): .illegalParameter
      case (.client, false): .handshakeFailure
      }
    case .chain(let error): error.reason.alert
    case .stapledResponse, .stapledResponseMissing: .badCertificateStatusResponse
    case .noProof: .unexpectedMessage
    // The stack offered what it can't verify, or handed over what it must not: nothing that the peer did.
    case .cipherSuiteUnknown, .transcriptHash, .schemeUnsupported, .requestOfOtherVersion: .internalError
    case .cipherSuiteUnsuitable, .keyNotOfCipherSuite: .illegalParameter
    // RFC 9155 §4, §5: MD5 and SHA-1 too, although they were offered.
    case .schemeNotOffered, .schemeNotAllowed, .schemeWeak: .illegalParameter
    // RFC 8446 §4.4.2.2, §6.2: the certificate is of a kind that can't be used here.
    case .keyUsage, .keyUnsupported, .certificateType, .filter: .unsupportedCertificate
    // RFC 8446 §4.4.3, RFC 5246 §7.2.2.
    case .signatureInvalid: .decryptError
    }
  }
}

extension HandshakeError: CustomStringConvertible {
  /// What decided it, in a sentence; for a chain, the explanation.
  public var description: String {
    if case .chain(let error) = reason { return error.description }
    return "\(reason.statement(role)) (alert \(alert))"
  }
}

extension HandshakeError.Reason {
  /// What is wrong, as a clause without an end.
  package func statement(_ role: PeerRole) -> String {
    switch self {
    case .message(let error): error.description
    case .noCertificate: "the \(role) has shown no certificate"
    case .chain(let error): error.evaluation.explanation.headline
    case .stapledResponse: "the stapled OCSP response can't be read"
    case .stapledResponseMissing:
      "the certificate of the \(role) promises a stapled OCSP response (RFC 7633), and none came"
    case .cipherSuiteUnknown(let number):
      "the cipher suite \(CipherSuite(rawValue: number)) is not known, so that nobody can say what key it calls for"
    case .cipherSuiteUnsuitable(let number):
      "the cipher suite \(CipherSuite(rawValue: number)) is not one in which a \(role) signs like this"
    case .transcriptHash(let algorithm): "the transcript was hashed with \(algorithm), which is not the suite's"
    case .schemeUnsupported(let scheme):
      "the \(role) has signed with \(scheme), which is not computed with here"
    case .keyUnsupported(let key): "the key of the \(role), \(key), is of a kind that is not computed with here"
    case .certificateType(let key): "the key of the \(role), \(key), is not of a kind that the request names"
    case .filter(let identifier):
      "the certificate of the \(role) does not have what the request wants of the extension "
        + (identifier.name ?? identifier.description)
    case .requestOfOtherVersion: "the request is one of another version of TLS"
    case .noProof: "the \(role) has not proved that it holds the key"
    case .schemeNotOffered(let scheme): "the \(role) has signed with \(scheme), which was not offered"
    case .schemeNotAllowed(let scheme, let objection): "the \(role) has signed with \(scheme): \(objection.clause)"
    case .schemeWeak(let scheme): "the \(role) has signed with \(scheme), whose digest is too weak"
    case .keyNotOfCipherSuite(let key):
      "the key of the \(role), \(key), is not of the kind that the cipher suite calls for"
    case .keyUsage: "the certificate of the \(role) does not let its key make signatures (its key usage)"
    case .signatureInvalid(let flaw?): "what the \(role) sent is no signature: \(flaw)"
    case .signatureInvalid(nil):
      "the signature was not made over this handshake by the key of the \(role)'s certificate"
    }
  }
}

extension SignatureScheme.Objection {
  /// Why a key may not answer for a scheme, as a clause without an end.
  package var clause: String {
    switch self {
    case .unknownScheme: "the scheme is not known"
    case .notInThisUse: "this version of TLS does not have the scheme in a handshake"
    case .keyOfOtherKind: "the key is of another kind"
    case .keyOnOtherCurve: "the key is on another curve"
    case .keyTooShort: "the key is too short for it"
    }
  }
}
