/// One line of the table: a piece of work that every contestant does in its own way.
struct Row: Sendable, Hashable {
  /// What is done.
  enum Work: Sendable, Hashable {
    /// A signature is verified with a key that has been made, over a digest or message that is at hand.
    case verify(Algorithm)
    /// The same with a key that was met before, of which tables may be kept.
    case verifyPrepared(Algorithm)
    /// The same from the DER of the key and a message of 1,200 bytes, digest included.
    case verifyCold(Algorithm)
    /// Eight signatures of eight keys, all at hand; the time is that of one.
    case verifyEight(Algorithm)
    /// A digest of so many bytes.
    case digest(DigestName, byteCount: Int)
    /// 64 KB of Base64 in lines of 64 characters.
    case base64
  }

  /// The signature algorithms, by the names that fixtures have.
  enum Algorithm: String, Sendable, CaseIterable, Codable {
    case rsa2048 = "RSA-2048"
    case rsa3072 = "RSA-3072"
    case rsa4096 = "RSA-4096"
    case pss2048 = "RSA-PSS-2048"
    case p256 = "P-256"
    case p384 = "P-384"
    case p521 = "P-521"
    case ed25519 = "Ed25519"
    case ed448 = "Ed448"
    case mlDSA65 = "ML-DSA-65"

    var isRSA: Bool { rawValue.hasPrefix("RSA") }
  }

  /// The digests.
  enum DigestName: String, Sendable, CaseIterable {
    case sha1 = "SHA-1"
    case sha256 = "SHA-256"
    case sha384 = "SHA-384"
    case sha512 = "SHA-512"
    case sha3 = "SHA3-256"
  }

  let work: Work
  /// The most that a contestant may take, as a multiple of BoringSSL's time, by the contestant's name.
  var goals: [String: Double] = [:]

  var title: String {
    switch work {
    case .verify(let algorithm): "\(algorithm.rawValue), key made"
    case .verifyPrepared(let algorithm): "\(algorithm.rawValue), key prepared"
    case .verifyCold(let algorithm): "\(algorithm.rawValue), from DER, with digest"
    case .verifyEight(let algorithm): "\(algorithm.rawValue), eight at once, each"
    case .digest(let digest, let byteCount): "\(digest.rawValue), \(byteCount / 1024) KB"
    case .base64: "Base64, 64 KB"
    }
  }

  /// How many bytes one run takes in, for rows of which the speed is told in gigabytes a second.
  var byteCount: Int? {
    switch work {
    case .digest(_, let byteCount): byteCount
    case .base64: 65_536
    default: nil
    }
  }

  static let accelerated = "Rootward"
  static let plain = "Rootward plain"
  static let avx2 = "Rootward AVX2"
  static let boringSSL = "BoringSSL (swift-crypto)"
  static let openSSL = "OpenSSL"

  /// The table, with the goals of the project.
  static let all: [Row] =
    [
      Row(work: .verifyPrepared(.rsa2048), goals: [accelerated: 0.40, avx2: 1.0, plain: 1.25]),
      Row(work: .verify(.rsa2048)), Row(work: .verifyCold(.rsa2048), goals: [accelerated: 0.50]),
      Row(work: .verifyEight(.rsa2048), goals: [accelerated: 0.25]),
      Row(work: .verifyPrepared(.rsa3072), goals: [accelerated: 0.40, plain: 1.25]),
      Row(work: .verifyCold(.rsa3072), goals: [accelerated: 0.50]),
      Row(work: .verifyPrepared(.rsa4096), goals: [accelerated: 0.40, plain: 1.25]),
      Row(work: .verifyCold(.rsa4096), goals: [accelerated: 0.50]),
      Row(work: .verifyPrepared(.pss2048)),
      Row(work: .verify(.p256), goals: [accelerated: 1.4]),
      Row(work: .verifyPrepared(.p256), goals: [accelerated: 0.6]),
      Row(work: .verifyCold(.p256)),
      Row(work: .verify(.p384), goals: [accelerated: 0.6]), Row(work: .verifyPrepared(.p384)),
      Row(work: .verify(.p521)), Row(work: .verifyPrepared(.p521)),
      Row(work: .verify(.ed25519), goals: [accelerated: 0.95]), Row(work: .verifyPrepared(.ed25519)),
      Row(work: .verify(.ed448)), Row(work: .verifyPrepared(.ed448)),
      Row(work: .verify(.mlDSA65)), Row(work: .verifyPrepared(.mlDSA65)),
    ]
    + DigestName.allCases.flatMap { digest in
      [1024, 65_536].map { byteCount in
        Row(
          work: .digest(digest, byteCount: byteCount),
          goals: digest == .sha256 ? [accelerated: 1.05] : digest == .sha512 ? [accelerated: 0.85, plain: 1.0] : [:])
      }
    } + [Row(work: .base64)]
}
