import CertificateVerification

/// A rule that `--allow` relaxes; the raw value is its name on the command line.
///
/// The sentences of explanations name these in their remedies.
enum Leniency: String, CaseIterable, Sendable {
  case sha1
  case shortRSA = "short-rsa"
  case expiredRoots = "expired-roots"
  case nonCriticalBasicConstraints = "non-critical-basic-constraints"
  case nonCriticalNameConstraints = "non-critical-name-constraints"
  case nonCriticalPolicyConstraints = "non-critical-policy-constraints"
  case leadingDotConstraints = "leading-dot-constraints"
  case missingKeyIdentifiers = "missing-key-identifiers"
  case underscores

  /// Relaxes the rule in a policy, and nothing else.
  func apply(to policy: inout VerificationPolicy) {
    switch self {
    case .sha1: policy.allowsSHA1Signatures = true
    case .shortRSA: policy.minimumRSABitCount = min(policy.minimumRSABitCount, 1024)
    case .expiredRoots: policy.checksAnchorValidity = false
    case .nonCriticalBasicConstraints: policy.allowsNonCriticalBasicConstraints = true
    case .nonCriticalNameConstraints: policy.allowsNonCriticalNameConstraints = true
    case .nonCriticalPolicyConstraints: policy.allowsNonCriticalPolicyConstraints = true
    case .leadingDotConstraints: policy.allowsLeadingDotInDNSConstraints = true
    case .missingKeyIdentifiers: policy.keyIdentifiers = .ignored
    case .underscores: policy.allowsUnderscores = true
    }
  }
}

extension Arguments {
  /// The rules that the values of `--allow` name, each of which may be a list with commas.
  func leniencies() throws(Failure) -> [Leniency] {
    var found: [Leniency] = []
    for name in all(.allow).flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false) }) {
      guard let leniency = Leniency(rawValue: String(name)) else {
        let names = Leniency.allCases.map { $0.rawValue }
        let nearest = Spelling.nearest(to: String(name), in: names)
        throw misuse(
          "\(Option.allow.spelling) is one or more of \(names.joined(separator: ", ")), not \(Spelling.quoted(String(name)))"
            + (nearest.map { "; did you mean \($0)?" } ?? ""))
      }
      found.append(leniency)
    }
    return found
  }
}
