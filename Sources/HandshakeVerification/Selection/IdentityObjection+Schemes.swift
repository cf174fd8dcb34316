import CertificateVerification
import Certificates

extension IdentityObjection {
  /// Why none of the schemes of a request is one for a key, and what to do about it.
  struct SchemeWords {
    /// What is wrong with those schemes that look as if they were for the key; empty if none does.
    let facts: String
    /// What would mend it.
    let remedy: String

    /// Looks at every scheme of a request.
    init(_ key: PublicKey, _ request: CertificateRequest, _ rules: IdentitySelector.Rules) {
      let is13 = request.version >= .tls13
      let use: SignatureScheme.Use = is13 ? .handshake13 : .handshake12
      // A reason and the schemes that it is the reason for, in the order of the request.
      var reasons: [(text: String, schemes: [SignatureScheme])] = []
      for scheme in request.schemes where scheme.resembles(key) {
        let text = Self.reason(scheme.objection(to: key, in: use), scheme, request.version)
        if let index = reasons.firstIndex(where: { $0.text == text }) {
          if !reasons[index].schemes.contains(scheme) { reasons[index].schemes.append(scheme) }
        } else {
          reasons.append((text, [scheme]))
        }
      }
      let clauses = reasons.map { reason in
        let names = reason.schemes.prefix(Self.maximumCount).map { $0.description }.joined(separator: ", ")
        return "\(names), \(reason.text)"
      }
      facts = clauses.isEmpty ? "" : " For such a key it has \(clauses.joined(separator: "; and "))."

      let accepted = Self.preferred.first { scheme in
        guard scheme.objection(to: key, in: use) == nil else { return false }
        return rules == .strict || scheme.isGoScheme(of: key, is13: is13)
      }
      let kinds = Self.kinds(request.schemes, is13: is13)
      let other = kinds.isEmpty ? nil : "issue a certificate for \(kinds.joined(separator: " or "))"
      switch (accepted, other) {
      case (let accepted?, let other?): remedy = "Let the server take \(accepted) as well, or \(other)."
      case (let accepted?, nil): remedy = "Let the server take \(accepted) as well."
      case (nil, let other?): remedy = "I" + other.dropFirst() + "."
      case (nil, nil): remedy = "Let the server take more, such as ecdsa_secp256r1_sha256, and have a key for that."
      }
    }

    /// How many schemes are named for a reason.
    private static let maximumCount = 4

    /// What is advised, the first that fits; nothing with a digest that somebody may call weak.
    private static let preferred: [SignatureScheme] =
      [
        0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080A, 0x080B, 0x0401, 0x0904, 0x0905,
        0x0906,
      ].map { SignatureScheme(rawValue: $0) }

    /// Why a scheme is not one for a key that it resembles, as a clause that goes on from its name.
    private static func reason(
      _ objection: SignatureScheme.Objection?, _ scheme: SignatureScheme, _ version: ProtocolVersion
    ) -> String {
      switch objection {
      // RFC 8446 §4.2.3: PKCS #1 v1.5 and SHA-1 are for the signatures in certificates.
      case .notInThisUse where version >= .tls13: "which \(version) has for certificates and not for handshakes"
      case .notInThisUse, .unknownScheme: "which \(version) does not have"
      case .keyOnOtherCurve: "which \(version) binds to another curve"
      case .keyTooShort: "for which the key is too short"
      case .keyOfOtherKind: "which is for keys that are marked otherwise"
      case nil: "with which Go does not sign"
      }
    }

    /// The kinds of keys for which there is a scheme that a handshake may have.
    private static func kinds(_ schemes: [SignatureScheme], is13: Bool) -> [String] {
      var kinds: [String] = []
      for scheme in schemes {
        let kind: String
        switch scheme.rawValue {
        case 0x0403: kind = "a key on P-256"
        case 0x0503: kind = "a key on P-384"
        case 0x0603: kind = "a key on P-521"
        case 0x0807: kind = "a key for Ed25519"
        case 0x0804...0x0806: kind = "an RSA key of 2048 bits"
        case 0x0401, 0x0501, 0x0601:
          guard !is13 else { continue }
          kind = "an RSA key of 2048 bits"
        default: continue
        }
        if !kinds.contains(kind) { kinds.append(kind) }
      }
      return kinds
    }
  }
}

extension SignatureScheme {
  /// Whether the scheme is for keys of the same family, be it for this one or not.
  fileprivate func resembles(_ key: PublicKey) -> Bool {
    switch (algorithm, key) {
    case (.rsaPKCS1, .rsa), (.rsaPSS, .rsa), (.ecdsa, .ellipticCurve): true
    default: false
    }
  }
}
