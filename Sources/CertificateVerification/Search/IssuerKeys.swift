import CertificateCryptography
import CertificateEncoding
import Certificates

#if !hasFeature(Embedded)
  import Synchronization
#endif

/// The keys of issuers that a verifier has met in chains that it verified, prepared to verify with once they return.
///
/// A key is found by its whole SubjectPublicKeyInfo, byte for byte, and what is kept with it follows from those bytes
/// alone: remembering it changes how long a verification takes, and never its verdict. Only chains that verified count,
/// so that a stranger without one cannot push anything out. At most so many keys are kept as ``VerifierMemory`` says; a
/// curve's table takes some tens of kilobytes. The one that was not met for longest makes room. Embedded Swift has no
/// locks, and keeps none.
final class IssuerKeys: Sendable {
  private let capacity: Int

  init(capacity: Int = VerifierMemory.standard.maximumKeyCount) { self.capacity = max(0, capacity) }

  #if hasFeature(Embedded)
    /// The key of an issuer.
    func key(of issuer: Certificate) -> SubjectKey { issuer.subjectKey }

    /// Notes that the certificates are the issuers of a chain that verified.
    func note(_ issuers: some Sequence<Certificate>) {}
  #else
    private struct Entry {
      let hash: UInt64
      let publicKeyInfo: [UInt8]
      var key: VerificationKey
      /// What it took to read, which counts again each time: a budget ends a search where it would without a memory.
      let readingCost: Int
      var meetings: Int
      var lastMeeting: UInt64
    }

    private struct State {
      var entries: [Entry] = []
      /// Counts the meetings of all keys, to tell which was met last.
      var clock: UInt64 = 0

      func index(of issuer: Certificate, _ hash: UInt64) -> Int? {
        entries.firstIndex { $0.hash == hash && issuer.hasSamePublicKeyInfo($0.publicKeyInfo) }
      }

      /// Counts one more meeting, and says what is to be done for it.
      mutating func meet(_ issuer: Certificate, _ hash: UInt64) -> Consequence {
        guard let index = index(of: issuer, hash) else { return .read }
        clock += 1
        entries[index].lastMeeting = clock
        // The count stops where nothing depends on it any more.
        let limit = entries[index].key.meetingsUntilPreparation
        guard entries[index].meetings < limit else { return .nothing }
        entries[index].meetings += 1
        return entries[index].meetings == limit ? .prepare(entries[index].key) : .nothing
      }

      /// Keeps a key that was met for the first time, unless another thread was faster.
      mutating func insert(
        _ issuer: Certificate, _ hash: UInt64, _ publicKeyInfo: [UInt8], _ key: VerificationKey, readingCost: Int,
        capacity: Int
      ) {
        guard index(of: issuer, hash) == nil else { return }
        clock += 1
        let entry = Entry(
          hash: hash, publicKeyInfo: publicKeyInfo, key: key, readingCost: readingCost, meetings: 1,
          lastMeeting: clock)
        if entries.count < capacity {
          entries.append(entry)
        } else if let oldest = entries.indices.min(by: { entries[$0].lastMeeting < entries[$1].lastMeeting }) {
          entries[oldest] = entry
        }
      }
    }

    /// What a meeting calls for.
    private enum Consequence {
      case nothing
      /// The key is not known yet.
      case read
      /// The key was met often enough for its tables to pay.
      case prepare(VerificationKey)
    }

    private let state = Mutex(State())

    /// The key of an issuer: remembered, or read now.
    func key(of issuer: Certificate) -> SubjectKey {
      guard capacity > 0 else { return issuer.subjectKey }
      let hash = issuer.publicKeyHash
      let known = state.withLock { state in
        state.index(of: issuer, hash).map { (state.entries[$0].key, state.entries[$0].readingCost) }
      }
      return known.map { SubjectKey($0.0, readingCost: $0.1) } ?? issuer.subjectKey
    }

    /// Notes that the certificates are the issuers of a chain that verified.
    ///
    /// Keys are read and prepared outside of the lock.
    func note(_ issuers: some Sequence<Certificate>) {
      guard capacity > 0 else { return }
      for issuer in issuers {
        let hash = issuer.publicKeyHash
        switch state.withLock({ $0.meet(issuer, hash) }) {
        case .nothing: break
        case .read:
          let subjectKey = issuer.subjectKey
          guard let key = subjectKey.verificationKey else { continue }
          let publicKeyInfo = issuer.publicKeyInfo
          state.withLock {
            $0.insert(
              issuer, hash, publicKeyInfo, key, readingCost: subjectKey.readingCost, capacity: capacity)
          }
        case .prepare(let key):
          let prepared = key.prepared()
          state.withLock { state in
            guard let index = state.index(of: issuer, hash) else { return }
            state.entries[index].key = prepared
          }
        }
      }
    }

    /// Whether an issuer's key is kept.
    func contains(_ issuer: Certificate) -> Bool {
      let hash = issuer.publicKeyHash
      return state.withLock { $0.index(of: issuer, hash) != nil }
    }

    /// How many keys are kept.
    var count: Int { state.withLock { $0.entries.count } }
  #endif
}

extension Certificate {
  /// Whether the SubjectPublicKeyInfo has these bytes.
  fileprivate func hasSamePublicKeyInfo(_ other: [UInt8]) -> Bool {
    let array = arena.bytes
    return array.span.hasSameBytes(layout.publicKeyInfo.range, other.span, 0..<other.count)
  }
}

extension VerificationKey {
  /// At which meeting the tables for a key have a good chance to save what they cost.
  ///
  /// An RSA key's and a lattice key's cost less than one verification. A curve's cost as much as three to five.
  fileprivate var meetingsUntilPreparation: Int {
    switch self {
    case .rsa, .mlDSA: 2
    case .ecdsa, .ed25519, .ed448: 4
    }
  }
}
