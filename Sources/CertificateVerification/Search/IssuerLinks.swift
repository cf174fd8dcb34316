import CertificateEncoding
import Certificates

#if !hasFeature(Embedded)
  import Synchronization
#endif

/// The signatures of issuers' certificates that a verifier has found valid in chains that it verified.
///
/// Whether a key has made the signature of a certificate depends on the bytes of the certificate and on those of the key's
/// SubjectPublicKeyInfo, and on nothing else: the algorithm, the signed part and the signature lie in the former, the key
/// and what it is restricted to in the latter. Both are kept whole and compared byte by byte, so that a link which is
/// found says what checking the signature would say. What the extensions of the certificate say is kept as well, which
/// follows from the same bytes. Everything that a rule decides (time, names, purposes, trust, revocation) is no part of it.
///
/// Only valid signatures of chains that verified are kept: a stranger without a chain cannot push anything out, and a
/// refusal is found out anew each time. The signature in a leaf is none of them. Whoever has a certificate has a leaf that
/// verifies, so that strangers could fill the memory; and they would seldom return. What is kept is bounded by its number
/// and by its bytes; the link that was not met for longest makes room. Embedded Swift has no locks, and keeps none.
final class IssuerLinks: Sendable {
  /// The most bytes that a link may take; those of RSA with 4,096 bits take some 5,000, and those of ML-DSA some 10,000.
  static let maximumByteCount = 16 << 10
  /// The most bytes that all of them may take: 128 links of common sizes take most of it.
  static let maximumTotalByteCount = 512 << 10

  private let capacity: Int

  #if hasFeature(Embedded)
    init(capacity: Int) { self.capacity = capacity }

    /// What is known of an issuer's certificate; `nil` if nothing is.
    func link(of child: Certificate) -> IssuerLink? { nil }

    /// Notes that each certificate but the first is an issuer in a chain that verified.
    func note(_ path: [PathNode]) {}
  #else
    private struct State {
      /// The hash of each link's certificate, apart from the links so that looking one up reads little.
      var hashes: [UInt64] = []
      var links: [IssuerLink] = []
      /// When each was met last, by the clock that counts the meetings of all.
      var lastMeetings: [UInt64] = []
      var clock: UInt64 = 0
      var byteCount = 0

      func index(of child: Certificate, _ hash: UInt64) -> Int? {
        for index in hashes.indices where hashes[index] == hash && links[index].isAbout(child) { return index }
        return nil
      }

      /// Counts one more meeting; false if the link is not known.
      mutating func meet(_ child: Certificate, _ hash: UInt64, _ issuer: Certificate) -> Bool {
        guard let index = index(of: child, hash), links[index].isMade(by: issuer) else { return false }
        clock += 1
        lastMeetings[index] = clock
        return true
      }

      /// Keeps a link, in the place of another one of its certificate, and makes room for it.
      mutating func insert(_ link: IssuerLink, of child: Certificate, _ hash: UInt64, capacity: Int) {
        if let index = index(of: child, hash) { remove(index) }
        while links.count >= capacity || byteCount > IssuerLinks.maximumTotalByteCount - link.byteCount {
          guard let oldest = links.indices.min(by: { lastMeetings[$0] < lastMeetings[$1] }) else { return }
          remove(oldest)
        }
        clock += 1
        hashes.append(hash)
        links.append(link)
        lastMeetings.append(clock)
        byteCount += link.byteCount
      }

      private mutating func remove(_ index: Int) {
        byteCount -= links[index].byteCount
        hashes.remove(at: index)
        links.remove(at: index)
        lastMeetings.remove(at: index)
      }
    }

    private let state = Mutex(State())

    init(capacity: Int) { self.capacity = max(0, capacity) }

    /// What is known of an issuer's certificate; `nil` if nothing is.
    func link(of child: Certificate) -> IssuerLink? {
      guard capacity > 0 else { return nil }
      let hash = child.contentHash
      return state.withLock { state in
        state.index(of: child, hash).map { state.links[$0] }
      }
    }

    /// Notes the links of a path that verified, from the leaf to the anchor, but for that of the leaf.
    func note(_ path: [PathNode]) {
      guard capacity > 0 else { return }
      for index in path.indices.dropFirst().dropLast() { note(path[index], path[index + 1].certificate) }
    }

    private func note(_ child: PathNode, _ issuer: Certificate) {
      let certificate = child.certificate
      let byteCount = certificate.layout.whole.range.count + issuer.layout.publicKeyInfo.range.count
      guard IssuerLink.byteCount(byteCount) <= Self.maximumByteCount else { return }
      let hash = certificate.contentHash
      guard !state.withLock({ $0.meet(certificate, hash, issuer) }) else { return }
      // The bytes are copied outside of the lock.
      let link = IssuerLink(child, issuer)
      state.withLock { state in
        // Another thread may have been faster.
        guard !state.meet(certificate, hash, issuer) else { return }
        state.insert(link, of: certificate, hash, capacity: capacity)
      }
    }

    /// How many links are kept, and how many bytes they take.
    var counts: (links: Int, bytes: Int) { state.withLock { ($0.links.count, $0.byteCount) } }
  #endif
}
