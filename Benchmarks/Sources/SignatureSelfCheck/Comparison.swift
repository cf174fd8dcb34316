import Certificates

/// Rootward's verdicts beside OpenSSL's, for one algorithm.
struct Comparison {
  /// How many signatures were made.
  private(set) var count = 0
  /// How many of them both accepted.
  private(set) var accepted = 0
  /// How many both refused with one bit altered.
  private(set) var refused = 0
  /// How many batches both judged alike.
  var batchCount: Int { batch.count }

  private let candidate: Candidate
  private var batch = SignatureBatch()
  private var generator = SystemRandomNumberGenerator()

  /// Prepares to compare.
  init(_ candidate: Candidate) {
    self.candidate = candidate
  }

  /// Makes and judges `total` signatures by fifty keys, or by fewer that make ten signatures each.
  ///
  /// The keys take turns, so that a batch has signatures of different keys.
  mutating func run(_ total: Int) throws {
    let signaturesPerKey = max(10, total / 50)
    let signers = try (0..<(total + signaturesPerKey - 1) / signaturesPerKey).map { number in
      try Signer(candidate.kind(number), for: candidate)
    }
    while count < total {
      try judgeOne(signers[count % signers.count])
    }
    try batch.judge()
  }

  private mutating func judgeOne(_ signer: Signer) throws {
    let parameters = candidate.randomParameters(for: signer.kind, using: &generator)
    var message = (0..<Int.random(in: 0...300, using: &generator)).map { _ in
      UInt8.random(in: 0...255, using: &generator)
    }
    var signature = try signer.key.signature(of: message, parameters)
    count += 1
    // A batch has room for one of the two, so that all its signatures are of different keys.
    let isBatchedAltered = Bool.random(using: &generator)
    for isAltered in [false, true] {
      if isAltered {
        if message.isEmpty || Bool.random(using: &generator) {
          alterOneBit(&signature)
        } else {
          alterOneBit(&message)
        }
      }
      let isAccepted = try signer.key.accepts(signature, of: message, parameters)
      let verdicts = signer.forms.map { form in
        (
          form: form.name,
          verdict: form.key.verdict(on: signature.span, of: message.span, algorithm: parameters.algorithm)
        )
      }
      // An altered signature that is valid by chance is no disagreement, as long as all say so.
      guard verdicts.allSatisfy({ $0.verdict == verdicts[0].verdict && ($0.verdict == .valid) == isAccepted }),
        isAltered || isAccepted
      else {
        throw Disagreement(
          candidate: candidate, parameters: parameters, publicKeyInfo: signer.publicKeyInfo, message: message,
          signature: signature, isAltered: isAltered, isAccepted: isAccepted, verdicts: verdicts)
      }
      if isAltered == isBatchedAltered, case .rsa(let key, _) = signer.forms[0].key,
        case .rsaPKCS1(let hash) = parameters.algorithm
      {
        try batch.append(
          SignatureBatch.Item(
            key: key, publicKeyInfo: signer.publicKeyInfo, hash: hash, message: message, signature: signature,
            isAccepted: isAccepted))
      }
      if !isAltered { accepted += 1 } else if !isAccepted { refused += 1 }
    }
  }

  private mutating func alterOneBit(_ bytes: inout [UInt8]) {
    bytes[Int.random(in: bytes.indices, using: &generator)] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
  }
}
