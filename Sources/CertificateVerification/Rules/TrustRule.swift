import Certificates

/// The trust store does not distrust the certificate, and an anchor is trusted for the purpose.
///
/// There is no RFC for it: the lists come from TRUSTED CERTIFICATE blocks, and p11-kit's and OpenSSL's reading of them
/// is followed. A distrusted certificate is refused wherever it stands, not only as an anchor.
enum TrustRule {
  static func check(_ context: RuleContext) -> Problem? {
    let trust = context.trust
    if let entry = trust.distrustEntry(for: context.certificate) { return .distrusted(source: entry.source) }
    guard context.isTrusted, let index = trust.index(of: context.certificate),
      !trust.anchor(index).isTrusted(for: context.request.purpose)
    else { return nil }
    return .anchorNotTrusted(for: context.request.purpose)
  }
}
