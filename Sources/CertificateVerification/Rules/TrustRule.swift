import Certificates

/// The trust store does not distrust the certificate, and an anchor is trusted for the purpose.
///
/// There is no RFC for it: the lists come from TRUSTED CERTIFICATE blocks, and p11-kit's and OpenSSL's reading of them
/// is followed. A distrusted certificate is refused wherever it stands, not only as an anchor.
enum TrustRule {
  static func check(_ context: RuleContext) -> Problem? {
    let request = context.request
    if let entry = request.trust.distrustEntry(for: context.certificate) { return .distrusted(source: entry.source) }
    guard context.isTrusted, let index = request.trust.index(of: context.certificate),
      !request.trust.anchor(index).isTrusted(for: request.purpose)
    else { return nil }
    return .anchorNotTrusted(for: context.request.purpose)
  }
}
