import Certificates

#if !hasFeature(Embedded)
  import Synchronization
#endif

/// The keys that are known to have signed a list, so that a list of many megabytes is digested once and not for every
/// verification.
///
/// What is kept follows from the bytes of the list and of the key alone: remembering it changes how long a verification
/// takes, and never its verdict nor what is counted. Copies of a store share it. Embedded Swift has no locks, and keeps
/// none.
final class KnownSigners: Sendable {
  #if hasFeature(Embedded)
    /// Whether the key of a certificate is known to have signed the list.
    func contains(_ signer: Certificate) -> Bool { false }

    /// Notes that the key of a certificate signed the list.
    func note(_ signer: Certificate) {}
  #else
    /// The most keys that are kept: one makes a signature, and a certificate of it may spell it in another way.
    private static let capacity = 2

    private let publicKeyInfos = Mutex<[[UInt8]]>([])

    /// Whether the key of a certificate is known to have signed the list.
    func contains(_ signer: Certificate) -> Bool {
      publicKeyInfos.withLock { known in known.contains { signer.hasPublicKeyInfo($0) } }
    }

    /// Notes that the key of a certificate signed the list.
    func note(_ signer: Certificate) {
      let publicKeyInfo = signer.publicKeyInfo
      publicKeyInfos.withLock { known in
        if known.count < Self.capacity, !known.contains(publicKeyInfo) { known.append(publicKeyInfo) }
      }
    }
  #endif

  init() {}
}
