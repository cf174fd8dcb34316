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
/// found says what checking the signature would say. Everything that a rule asks (time, names, purposes, trust,
/// revocation) is no part of it.
///
/// Only valid signatures of chains that verified are kept: a stranger without a chain cannot push anything out, and a
/// refusal is found out anew each time. The signature in a leaf is none of them. Whoever has a certificate has a leaf that
/// verifies, so that strangers could fill the memory; and they would seldom return. What is kept is bounded by its number
/// and by its bytes; the link that was not met for longest makes room. Embedded Swift has no locks, and keeps none.
final class IssuerLinks: Sendable {
  /// The most bytes of one certificate and its issuer's key that are kept; those of RSA with 4,096 bits take some 2,500,
  /// and those of ML-DSA some 8,000.
  static let maximumByteCount = 16 << 10
  /// The most bytes that are kept of all of them: 128 links of common sizes take half of it.
  static let maximumTotalByteCount = 512 << 10

  private let capacity: Int

  #if hasFeature(Embedded)
    init(capacity: Int) { self.capacity = capacity }

    /// Whether the issuer's key is known to have made the certificate's signature.
    func contains(_ child: Certificate, _ issuer: Certificate) -> Bool { false }

    /// Notes that each certificate but the first is an issuer in a chain that verified.
    func note(_ path: [PathNode]) {}
  #else
    private struct Entry {
      /// The certificate, and behind it the SubjectPublicKeyInfo of its issuer.
      let bytes: [UInt8]
      let childByteCount: Int
      var lastMeeting: UInt64

      func isLink(_ child: Certificate, _ issuer: Certificate) -> Bool {
        let (childBytes, issuerBytes) = (child.arena.bytes, issuer.arena.bytes)
        let kept = bytes.span
        return kept.hasSameBytes(0..<childByteCount, childBytes.span, child.layout.whole.range)
          && kept.hasSameBytes(
            childByteCount..<bytes.count, issuerBytes.span, issuer.layout.publicKeyInfo.range)
      }
    }

    private struct State {
      /// The hash of each entry's certificate, apart from the entries so that looking one up reads little.
      var hashes: [UInt64] = []
      var entries: [Entry] = []
      var byteCount = 0
      /// Counts the meetings of all links, to tell which was met last.
      var clock: UInt64 = 0

      func index(of child: Certificate, _ hash: UInt64, _ issuer: Certificate) -> Int? {
        for index in hashes.indices where hashes[index] == hash && entries[index].isLink(child, issuer) { return index }
        return nil
      }

      /// Counts one more meeting; false if the link is not known.
      mutating func meet(_ child: Certificate, _ hash: UInt64, _ issuer: Certificate) -> Bool {
        guard let index = index(of: child, hash, issuer) else { return false }
        clock += 1
        entries[index].lastMeeting = clock
        return true
      }

      /// Keeps a link, and makes room for it.
      mutating func insert(_ bytes: [UInt8], childByteCount: Int, _ hash: UInt64, capacity: Int) {
        while entries.count >= capacity || byteCount > IssuerLinks.maximumTotalByteCount - bytes.count {
          guard let oldest = entries.indices.min(by: { entries[$0].lastMeeting < entries[$1].lastMeeting }) else {
            return
          }
          byteCount -= entries[oldest].bytes.count
          entries.remove(at: oldest)
          hashes.remove(at: oldest)
        }
        clock += 1
        entries.append(Entry(bytes: bytes, childByteCount: childByteCount, lastMeeting: clock))
        hashes.append(hash)
        byteCount += bytes.count
      }
    }

    private let state = Mutex(State())

    init(capacity: Int) { self.capacity = max(0, capacity) }

    /// Whether the issuer's key is known to have made the certificate's signature.
    func contains(_ child: Certificate, _ issuer: Certificate) -> Bool {
      guard capacity > 0 else { return false }
      let hash = child.contentHash
      return state.withLock { $0.index(of: child, hash, issuer) != nil }
    }

    /// Notes the links of a path that verified, from the leaf to the anchor, but for that of the leaf.
    func note(_ path: [PathNode]) {
      guard capacity > 0 else { return }
      for index in path.indices.dropFirst().dropLast() {
        note(path[index].certificate, path[index + 1].certificate)
      }
    }

    private func note(_ child: Certificate, _ issuer: Certificate) {
      let (whole, publicKeyInfo) = (child.layout.whole.range, issuer.layout.publicKeyInfo.range)
      guard whole.count + publicKeyInfo.count <= Self.maximumByteCount else { return }
      let hash = child.contentHash
      guard !state.withLock({ $0.meet(child, hash, issuer) }) else { return }
      // The bytes are copied outside of the lock.
      var bytes: [UInt8] = []
      bytes.reserveCapacity(whole.count + publicKeyInfo.count)
      bytes += child.arena.bytes[whole]
      bytes += issuer.arena.bytes[publicKeyInfo]
      state.withLock { state in
        // Another thread may have been faster.
        guard !state.meet(child, hash, issuer) else { return }
        state.insert(bytes, childByteCount: whole.count, hash, capacity: capacity)
      }
    }

    /// How many links are kept, and how many bytes of them.
    var counts: (links: Int, bytes: Int) { state.withLock { ($0.entries.count, $0.byteCount) } }
  #endif
}
