import CertificateEncoding
import Certificates

/// Every certificate of the path allows the purpose (RFC 5280 §4.2.1.12, CA/Browser Forum baseline §7.1.2.7.10).
///
/// Deviations: RFC 5280 gives the extension no meaning in authorities. Every implementation in use reads it there as a
/// restriction of what may follow, and so does this rule: purposes are nested. The purpose of signing OCSP responses is not:
/// an authority delegates it whatever it is itself for (RFC 6960 §4.2.2.2), and the baseline forbids its own certificate to
/// name it.
enum ExtendedKeyUsageRule {
  static func check(_ context: RuleContext) -> Problem? {
    let policy = context.request.policy
    guard let purpose = context.request.purpose.identifier else { return nil }
    if context.role == .anchor, !policy.allowsPurposesOfRoots, context.facts.extendedKeyUsage != nil {
      // CA/Browser Forum baseline §7.1.2.1.2.
      return .purposesOfRoot
    }
    if context.role != .leaf, context.request.purpose == .ocspSigning { return nil }
    guard let usage = context.facts.extendedKeyUsage else {
      let isRequired = policy.requiresExtendedKeyUsage || context.request.purpose.mustBeExplicit
      // One that is malformed is another rule's.
      let isMissing = context.role == .leaf && isRequired && !context.facts.isMalformed(.extendedKeyUsage)
      return isMissing ? .purposesMissing : nil
    }
    let array = context.certificate.arena.bytes
    let bytes = array.span
    if usage.contains(purpose, bytes) { return context.role == .leaf ? checkOthers(context, usage, bytes) : nil }
    let allowsAny =
      context.role != .leaf || policy.allowsAnyExtendedKeyUsage && !context.request.purpose.mustBeExplicit
    if allowsAny, usage.contains(.anyExtendedKeyUsage, bytes) { return nil }
    return .purposeNotAllowed(context.request.purpose, allowed: list(usage, bytes) { _ in true })
  }

  /// What speaks against the other purposes of a leaf that is for the one that is asked.
  private static func checkOthers(
    _ context: RuleContext, _ usage: ExtendedKeyUsage, _ bytes: Span<UInt8>
  ) -> Problem? {
    let purpose = context.request.purpose
    let others =
      switch purpose {
      // RFC 3161 §2.3: only this purpose.
      case .timeStamping: list(usage, bytes) { $0 != .timeStamping }
      case .server where !context.request.policy.allowsMixedPurposes: list(usage, bytes, where: isAgainstServers)
      default: [OID]()
      }
    if !others.isEmpty { return .purposesMixed(purpose, with: others) }
    // RFC 3161 §2.3: and in a critical extension.
    return purpose == .timeStamping && !context.facts.hasCriticalExtendedKeyUsage
      ? .extensionCriticality(.extendedKeyUsage, isCritical: false) : nil
  }

  /// Whether the CA/Browser Forum's baseline (§7.1.2.7.10) forbids the purpose beside that of a server.
  private static func isAgainstServers(_ purpose: OID) -> Bool {
    switch purpose {
    case .anyExtendedKeyUsage, .codeSigning, .emailProtection, .timeStamping, .ocspSigning, .precertificateSigning: true
    default: false
    }
  }

  /// The first purposes that are wanted.
  private static func list(
    _ usage: ExtendedKeyUsage, _ bytes: Span<UInt8>, where isWanted: (OID) -> Bool
  ) -> [OID] {
    var purposes: [OID] = []
    usage.forEach(bytes) { if purposes.count < 8, isWanted($0) { purposes.append($0) } }
    return purposes
  }
}

extension Purpose {
  /// Whether a leaf must name this purpose itself: OCSP (RFC 6960 §4.2.2.2) and time stamping (RFC 3161 §2.3) want it.
  var mustBeExplicit: Bool { self == .ocspSigning || self == .timeStamping }
}
