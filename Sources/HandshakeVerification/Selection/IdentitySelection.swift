public import CertificateEncoding
public import Certificates

/// Which identity goes out in answer to a server's request, and why the others don't.
public struct IdentitySelection: Sendable {
  /// One identity, and what was found out about it.
  public struct Candidate: Sendable {
    /// Its certificates, its own first.
    public let certificates: [Certificate]
    /// The scheme that it would sign with; `nil` if none fits.
    public let scheme: SignatureScheme?
    /// What speaks against it; empty if it fits, be it that an earlier one was chosen.
    public let objections: [IdentityObjection]
    /// What the rules don't look at and a server will, if it fits.
    public let remarks: [IdentityObjection]
    /// Whether it goes out.
    public let isChosen: Bool

    /// The identity's own certificate.
    public var leaf: Certificate { certificates[0] }
    /// Whether it fits, and an earlier one was chosen: there is one choice in a handshake, and no second attempt.
    public var isPassedOver: Bool { objections.isEmpty && !isChosen }
  }

  /// By whose rules it was chosen.
  public let rules: IdentitySelector.Rules
  /// What the server asked for.
  public let request: CertificateRequest
  /// When the certificate had to be valid.
  public let moment: Timestamp
  /// The identities, in their order.
  public let candidates: [Candidate]
  /// The place of the one that goes out, counted from 0, among ``candidates`` and so among the identities that the
  /// selector was given; `nil` if the client sends an empty list.
  public let chosenIndex: Int?

  /// The one that goes out; `nil` if the client sends an empty list.
  public var chosen: Candidate? { chosenIndex.map { candidates[$0] } }
}
