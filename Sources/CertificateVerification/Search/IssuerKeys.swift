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
/// so that a stranger without one cannot push anything out. At most ``capacity`` keys are kept, which take some
/// megabytes at most; the one that was not met for longest makes room. Embedded Swift has no locks, and keeps none.
final class IssuerKeys: Sendable {
  /// The most keys that are kept: a server or a client meets a handful of issuers, of which a curve's table takes some
  /// tens of kilobytes.
  static let capacity = 64

  #if hasFeature(Embedded)
    /// The key of an issuer; `nil` if it is of a kind that is not computed with or breaks a rule.
    func key(of issuer: Certificate) -> VerificationKey? { issuer.verificationKey }

    /// Notes that the certificates are the issuers of a chain that verified.
    func note(_ issuers: some Sequence<Certificate>) {}
  #else
    private struct Entry {
      let hash: UInt64
      let publicKeyInfo: [UInt8]
      var key: VerificationKey
      var meetings: Int
      var lastMeeting: UInt64
    }

    private struct State {
      var entries: [Entry] = []
      /// Counts the meetings of all keys, to tell which was met last.
      var clock: UInt64 = 0
    }

    private let state = Mutex(State())

    /// The key of an issuer; `nil` if it is of a kind that is not computed with or breaks a rule.
    func key(of issuer: Certificate) -> VerificationKey? {
      let hash = issuer.publicKeyHash
      let known = state.withLock { state in
        Self.index(of: issuer, hash, in: state.entries).map { state.entries[$0].key }
      }
      return known ?? issuer.verificationKey
    }

    /// Notes that the certificates are the issuers of a chain that verified.
    ///
    /// A key that has been met often enough for its tables to pay is prepared here, outside of the lock.
    func note(_ issuers: some Sequence<Certificate>) {
      for issuer in issuers {
        guard let key = meet(issuer) else { continue }
        let prepared = key.prepared()
        let hash = issuer.publicKeyHash
        state.withLock { state in
          guard let index = Self.index(of: issuer, hash, in: state.entries) else { return }
          state.entries[index].key = prepared
        }
      }
    }

    /// Counts one more meeting, and returns the key if now is the time to prepare it.
    private func meet(_ issuer: Certificate) -> VerificationKey? {
      let hash = issuer.publicKeyHash
      return state.withLock { state in
        state.clock += 1
        if let index = Self.index(of: issuer, hash, in: state.entries) {
          state.entries[index].lastMeeting = state.clock
          // The count stops where nothing depends on it any more.
          guard state.entries[index].meetings < state.entries[index].key.meetingsUntilPreparation else { return nil }
          state.entries[index].meetings += 1
          let entry = state.entries[index]
          return entry.meetings == entry.key.meetingsUntilPreparation ? entry.key : nil
        }
        guard let key = issuer.verificationKey else { return nil }
        let entry = Entry(
          hash: hash, publicKeyInfo: issuer.publicKeyInfo, key: key, meetings: 1, lastMeeting: state.clock)
        if state.entries.count < Self.capacity {
          state.entries.append(entry)
        } else if let oldest = state.entries.indices.min(by: {
          state.entries[$0].lastMeeting < state.entries[$1].lastMeeting
        }) {
          state.entries[oldest] = entry
        }
        return nil
      }
    }

    /// How many keys are kept, and how many of them were met often enough to be prepared.
    var counts: (kept: Int, prepared: Int) {
      state.withLock { state in
        (state.entries.count, state.entries.count { $0.meetings >= $0.key.meetingsUntilPreparation })
      }
    }

    private static func index(of issuer: Certificate, _ hash: UInt64, in entries: [Entry]) -> Int? {
      entries.firstIndex { $0.hash == hash && issuer.hasPublicKeyInfo($0.publicKeyInfo) }
    }
  #endif

  init() {}
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
