import CertificateCryptography

/// Signatures of RSASSA-PKCS1-v1_5 that Rootward judges together, with what OpenSSL says of each.
struct SignatureBatch {
  /// A signature, altered or not.
  struct Item {
    let key: RSAPublicKey
    let publicKeyInfo: [UInt8]
    let hash: HashAlgorithm
    let message: [UInt8]
    let signature: [UInt8]
    /// What OpenSSL says.
    let isAccepted: Bool
  }

  /// How many batches were judged.
  private(set) var count = 0
  private var items: [Item] = []

  /// Adds a signature, and judges those that are there once they are as many as a batch takes.
  mutating func append(_ item: Item) throws {
    items.append(item)
    if items.count == RSASignatureBatch.capacity { try judge() }
  }

  /// Judges what is there, by keys as they were read and by the same prepared.
  mutating func judge() throws {
    guard !items.isEmpty else { return }
    var expected: UInt8 = 0
    for (index, item) in items.enumerated() where item.isAccepted { expected |= 1 << UInt8(index) }
    for isPrepared in [false, true] {
      var batch = RSASignatureBatch()
      for item in items {
        batch.append(
          item.signature.span, of: item.hash.digest(of: item.message.span),
          key: isPrepared ? item.key.prepared() : item.key)
      }
      let verdicts = batch.verify()
      guard verdicts == expected else {
        throw BatchDisagreement(items: items, verdicts: verdicts, isPrepared: isPrepared)
      }
    }
    count += 1
    items.removeAll(keepingCapacity: true)
  }
}
