/// What a verification makes of revocation.
public enum RevocationMode: Sendable, Hashable {
  /// Nobody is asked whether a certificate is revoked.
  case off
  /// A certificate that is known to be revoked is refused; one of which nothing is known is not.
  case softFail
  /// Every certificate but the anchor must be known not to be revoked.
  case hardFail
}
