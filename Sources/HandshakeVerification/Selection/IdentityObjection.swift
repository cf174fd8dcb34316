public import CertificateEncoding
public import Certificates

/// Why an identity is not sent in answer to a request.
public enum IdentityObjection: Sendable, Hashable {
  /// The key is not one that TLS has signatures of, or that the client can sign with.
  case key(PublicKey)
  /// None of the schemes is for the key (RFC 8446 §4.4.2.3, RFC 5246 §7.4.6).
  case schemes(PublicKey)
  /// Schemes are for the key, and these kinds of certificates leave it out (RFC 5246 §7.4.4).
  case certificateTypes(PublicKey, [ClientCertificateType])
  /// The only schemes for the key are ones with a digest that the policy does not allow.
  case weakSchemes([SignatureScheme])
  /// No certificate of the chain was issued by one of the authorities (RFC 8446 §4.4.2.3, RFC 5246 §7.4.4).
  case authorities
  /// An issuer has the name of one of the authorities, and its encoding is another (Go compares bytes).
  case authorityEncoding(DistinguishedName)
  /// The certificate of this place in the chain, counted from 0, was signed with an algorithm that the server does not take
  /// (RFC 8446 §4.4.2.2, RFC 5246 §7.4.6).
  case certificateSignature(Int, SignatureAlgorithm)
  /// The certificate does not match a filter of its extensions (RFC 8446 §4.2.5).
  case filter(OID)
  /// The certificate is expired.
  case expired(notAfter: Timestamp)
  /// The certificate is not valid yet.
  case notYetValid(notBefore: Timestamp)
  /// The certificate is for other purposes than those of TLS clients (RFC 5280 §4.2.1.12).
  case purpose
  /// The certificate's key usage does not include signing (RFC 5280 §4.2.1.3).
  case keyUsage
}

extension IdentityObjection {
  /// A short stable name, such as `authorities`.
  package var code: String {
    switch self {
    case .key: "key"
    case .schemes: "schemes"
    case .certificateTypes: "certificateTypes"
    case .weakSchemes: "weakSchemes"
    case .authorities: "authorities"
    case .authorityEncoding: "authorityEncoding"
    case .certificateSignature: "certificateSignature"
    case .filter: "filter"
    case .expired: "expired"
    case .notYetValid: "notYetValid"
    case .purpose: "purpose"
    case .keyUsage: "keyUsage"
    }
  }
}
