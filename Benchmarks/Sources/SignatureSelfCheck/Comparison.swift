import Certificates

/// Rootward's verdicts beside OpenSSL's, for one algorithm.
struct Comparison {
  /// How many signatures were made.
  private(set) var count = 0
  /// How many of them both accepted.
  private(set) var accepted = 0
  /// How many both refused with one bit altered.
  private(set) var refused = 0

  private let candidate: Candidate
  private var generator = SystemRandomNumberGenerator()

  /// Prepares to compare.
  init(_ candidate: Candidate) {
    self.candidate = candidate
  }

  /// Makes and judges `total` signatures by fifty keys, or by fewer that make ten signatures each.
  mutating func run(_ total: Int) throws {
    let signaturesPerKey = max(10, total / 50)
    var keyNumber = 0
    while count < total {
      let kind = candidate.kind(keyNumber)
      let signer = try SigningKey(kind)
      let info = try signer.publicKeyInfo()
      let key = try verificationKey(info)
      let prepared = key.prepared()
      for _ in 0..<min(signaturesPerKey, total - count) {
        try judgeOne(signer, kind, info, key, prepared)
      }
      keyNumber += 1
    }
  }

  private func verificationKey(_ info: [UInt8]) throws -> VerificationKey {
    do {
      if let key = try PublicKeyParts(info.span, info.indices).verificationKey(info.span) { return key }
    } catch {
      throw KeyRefusal(candidate: candidate, publicKeyInfo: info, reason: "\(error)")
    }
    throw KeyRefusal(candidate: candidate, publicKeyInfo: info, reason: "it is of a kind that is not computed with")
  }

  private mutating func judgeOne(
    _ signer: borrowing SigningKey, _ kind: SigningKey.Kind, _ info: [UInt8], _ key: VerificationKey,
    _ prepared: VerificationKey
  ) throws {
    let parameters = candidate.randomParameters(for: kind, using: &generator)
    var message = (0..<Int.random(in: 0...300, using: &generator)).map { _ in
      UInt8.random(in: 0...255, using: &generator)
    }
    var signature = try signer.signature(of: message, parameters)
    count += 1
    for isAltered in [false, true] {
      if isAltered {
        if message.isEmpty || Bool.random(using: &generator) {
          alterOneBit(&signature)
        } else {
          alterOneBit(&message)
        }
      }
      let isAccepted = try signer.accepts(signature, of: message, parameters)
      let verdict = key.verdict(on: signature.span, of: message.span, algorithm: parameters.algorithm)
      let preparedVerdict = prepared.verdict(on: signature.span, of: message.span, algorithm: parameters.algorithm)
      // An altered signature that is valid by chance is no disagreement, as long as all say so.
      guard verdict == preparedVerdict, (verdict == .valid) == isAccepted, isAltered || isAccepted else {
        throw Disagreement(
          candidate: candidate, parameters: parameters, publicKeyInfo: info, message: message, signature: signature,
          isAltered: isAltered, isAccepted: isAccepted, verdict: verdict, preparedVerdict: preparedVerdict)
      }
      if !isAltered { accepted += 1 } else if !isAccepted { refused += 1 }
    }
  }

  private mutating func alterOneBit(_ bytes: inout [UInt8]) {
    bytes[Int.random(in: bytes.indices, using: &generator)] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
  }
}
