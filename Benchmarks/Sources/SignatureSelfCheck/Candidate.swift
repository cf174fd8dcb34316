import CertificateCryptography
import Certificates

/// An algorithm to check: which keys it takes, and which parameters a signature of it may have.
struct Candidate {
  /// What the parameters are drawn from.
  private enum Family {
    case pkcs1
    case pss
    /// Either of them, with any digest.
    case pkcs1OrPSS
    case ecdsa
    case fixed(SignatureAlgorithm)
  }

  /// The name on the command line.
  let name: String
  private let kinds: [SigningKey.Kind]
  private let family: Family

  /// The kind of the key with this number; one after the other, they all have their turn.
  func kind(_ number: Int) -> SigningKey.Kind { kinds[number % kinds.count] }

  /// Parameters for one signature by a key of `kind`.
  func randomParameters(for kind: SigningKey.Kind, using generator: inout some RandomNumberGenerator)
    -> SignatureParameters
  {
    let algorithm: SignatureAlgorithm =
      switch family {
      case .pkcs1: .rsaPKCS1(Self.pick(Self.secureHashes, using: &generator))
      case .pss: .rsaPSS(Self.randomPSS(for: kind, using: &generator))
      case .pkcs1OrPSS:
        Bool.random(using: &generator)
          ? .rsaPKCS1(Self.pick(Self.allHashes, using: &generator))
          : .rsaPSS(Self.randomPSS(for: kind, using: &generator))
      case .ecdsa: .ecdsa(Self.pick(Self.allHashes, using: &generator))
      case .fixed(let algorithm): algorithm
      }
    return SignatureParameters(algorithm: algorithm)
  }

  private static func randomPSS(
    for kind: SigningKey.Kind, using generator: inout some RandomNumberGenerator
  ) -> PSSParameters {
    let hash = pick(allHashes, using: &generator)
    guard case .rsa(let bitCount, _) = kind else { return PSSParameters(hash) }
    // RFC 8017 §9.1.1 step 3: emLen, the bytes of modBits - 1 bits, holds digest, salt and two bytes more.
    let room = (bitCount - 1 + 7) / 8 - hash.digestByteCount - 2
    let usual = min(hash.digestByteCount, room)
    return PSSParameters(
      hash: hash, maskHash: pick(allHashes, using: &generator),
      saltByteCount: Bool.random(using: &generator) ? usual : Int.random(in: 0...room, using: &generator))
  }

  private static func pick(
    _ hashes: [HashAlgorithm], using generator: inout some RandomNumberGenerator
  ) -> HashAlgorithm {
    hashes[Int.random(in: hashes.indices, using: &generator)]
  }

  private static let secureHashes: [HashAlgorithm] = [.sha1, .sha224, .sha256, .sha384, .sha512]
  /// All but the SHAKEs, which OpenSSL does not sign with.
  private static let allHashes = HashAlgorithm.allCases.filter { $0 != .shake128 && $0 != .shake256 }
}

extension Candidate {
  /// All algorithms, those first that are done soonest.
  static let all: [Candidate] = [
    Candidate(name: "ed25519", kinds: [.named("ED25519")], family: .fixed(.eddsa(.ed25519))),
    Candidate(name: "ecdsa-p256", kinds: [.ellipticCurve("P-256")], family: .ecdsa),
    Candidate(name: "ml-dsa-44", kinds: [.named("ML-DSA-44")], family: .fixed(.mlDSA(44))),
    Candidate(name: "ml-dsa-65", kinds: [.named("ML-DSA-65")], family: .fixed(.mlDSA(65))),
    Candidate(name: "ml-dsa-87", kinds: [.named("ML-DSA-87")], family: .fixed(.mlDSA(87))),
    rsa(2048, .pkcs1), rsa(2048, .pss), Candidate(name: "rsa-batch", kinds: batchKeys, family: .pkcs1),
    Candidate(name: "rsa-general", kinds: unusualKeys, family: .pkcs1OrPSS),
    Candidate(name: "ed448", kinds: [.named("ED448")], family: .fixed(.eddsa(.ed448))),
    Candidate(name: "ecdsa-p384", kinds: [.ellipticCurve("P-384")], family: .ecdsa),
    Candidate(name: "ecdsa-p521", kinds: [.ellipticCurve("P-521")], family: .ecdsa),
    rsa(3072, .pkcs1), rsa(3072, .pss), rsa(4096, .pkcs1), rsa(4096, .pss),
  ]

  private static func rsa(_ bitCount: Int, _ family: Family) -> Candidate {
    let scheme = if case .pss = family { "rsa-pss" } else { "rsa-pkcs1" }
    return Candidate(
      name: "\(scheme)-\(bitCount)", kinds: [.rsa(bitCount: bitCount, exponent: 65_537)], family: family)
  }

  /// Keys that batches take side by side, and among them some that they must take apart.
  private static let batchKeys: [SigningKey.Kind] = [
    (2048, 65_537), (2048, 65_537), (1024, 65_537), (2048, 65_537), (2048, 3), (2048, 65_537), (2048, 65_537),
    (1536, 17), (2048, 65_537),
  ].map { SigningKey.Kind.rsa(bitCount: $0, exponent: $1) }

  /// Keys that no kernel is made for: sizes that fill no whole limb or byte, and other exponents.
  private static let unusualKeys: [SigningKey.Kind] = {
    let exponents: [UInt64] = [3, 17, 65_537, 4_294_967_311]
    return [1024, 1536, 2056, 2052, 2050, 1100].flatMap { bitCount in
      exponents.map { .rsa(bitCount: bitCount, exponent: $0) }
    }
  }()
}
