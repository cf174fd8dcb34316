/// How much a verifier remembers from one verification to the next.
///
/// It remembers two things, of chains that verified and of nothing else: the keys of issuers, with tables for those that
/// return, and links, which is to say that the key of one authority has made the signature in the certificate of
/// another one, and what that certificate's extensions say. A link is found by all bytes of the certificate and all bytes
/// of the issuer's key, on which alone this depends; so that what is remembered is what would be found out again, and
/// never changes a verdict. Times,
/// names, purposes, constraints, policies, revocation and trust are judged anew each time. The signature in a leaf is
/// checked each time as well.
///
/// Both are bounded, in number and in bytes; what was not met for longest makes room. ``standard`` takes half a
/// megabyte for links and some megabytes for keys at the most. Embedded Swift has no locks, and remembers nothing.
///
/// ```swift
/// let verifier = CertificateVerifier(trust: .system(), memory: .none)
/// ```
public struct VerifierMemory: Sendable, Hashable {
  /// The most keys of issuers that are remembered.
  public var maximumKeyCount: Int
  /// The most links between authorities that are remembered.
  public var maximumLinkCount: Int

  /// Sets both limits; 0 or less remembers nothing of the kind.
  public init(maximumKeyCount: Int, maximumLinkCount: Int) {
    self.maximumKeyCount = maximumKeyCount
    self.maximumLinkCount = maximumLinkCount
  }

  /// What a server or a client needs, which meets a handful of issuers: 64 keys and 128 links.
  public static let standard = VerifierMemory(maximumKeyCount: 64, maximumLinkCount: 128)

  /// Nothing is remembered: each verification is as the first one.
  public static let none = VerifierMemory(maximumKeyCount: 0, maximumLinkCount: 0)
}
