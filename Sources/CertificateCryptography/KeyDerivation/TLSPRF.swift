/// The pseudorandom function of TLS 1.2 (RFC 5246 §5).
package enum TLSPRF {
  /// The first `byteCount` bytes of PRF(secret, label, seed): P_hash of the label and the seed.
  ///
  /// It takes four blocks of the hash function for each digest of output, besides what the seed takes; whoever takes the
  /// count from a stranger bounds it first. A count below 0 gives nothing.
  package static func expand(
    _ hash: HashAlgorithm, secret: Span<UInt8>, label: String, seed: Span<UInt8>, byteCount: Int
  ) -> SecretBytes {
    var labelAndSeed: [UInt8] = []
    labelAndSeed.append(contentsOf: label.utf8)
    for index in seed.indices { labelAndSeed.append(seed[index]) }
    let output = SecretBytes(count: max(byteCount, 0)) { fill(&$0, hash, secret, labelAndSeed.span) }
    Wipe.stack()
    return output
  }

  @inline(never)
  private static func fill(
    _ output: inout MutableSpan<UInt8>, _ hash: HashAlgorithm, _ secret: Span<UInt8>, _ labelAndSeed: Span<UInt8>
  ) {
    let code = HMAC(hash, key: secret)
    // A(1) is the code of the seed, A(i + 1) that of A(i); the output is the codes of each A(i) and the seed.
    var chain = code.code(labelAndSeed)
    var count = 0
    while count < output.count {
      let block = chain.withBytes { code.code($0, labelAndSeed) }
      for index in 0..<min(block.count, output.count - count) { output[count + index] = block[index] }
      count += min(block.count, output.count - count)
      chain = code.code(chain)
    }
  }
}
