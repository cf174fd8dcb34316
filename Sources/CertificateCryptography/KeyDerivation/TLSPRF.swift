/// The pseudorandom function of TLS 1.2 (RFC 5246 §5).
package enum TLSPRF {
  /// The first `byteCount` bytes of PRF(secret, label, seed): P_hash of the label and the seed.
  ///
  /// It takes four blocks of the hash function for each digest of output, besides what the seed takes; whoever takes the
  /// count from a stranger bounds it first. A count below 0 gives nothing.
  package static func expand(
    _ hash: HashAlgorithm, secret: Span<UInt8>, label: String, seed: Span<UInt8>, byteCount: Int
  ) -> [UInt8] {
    let code = HMAC(hash, key: secret)
    var labelAndSeed: [UInt8] = []
    labelAndSeed.append(contentsOf: label.utf8)
    for index in seed.indices { labelAndSeed.append(seed[index]) }
    var output: [UInt8] = []
    output.reserveCapacity(max(byteCount, 0))
    // A(1) is the code of the seed, A(i + 1) that of A(i); the output is the codes of each A(i) and the seed.
    var chain = code.code(labelAndSeed.span)
    while output.count < byteCount {
      let block = chain.withBytes { code.code($0, labelAndSeed.span) }
      for index in 0..<min(block.count, byteCount - output.count) { output.append(block[index]) }
      chain = code.code(chain)
    }
    return output
  }
}
