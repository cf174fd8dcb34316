import CertificateCryptography

extension CipherSuite {
  /// What a suite is made of whose records aren't opened here, for the sake of its key exchange; `nil` if it isn't known.
  var other: Parts? { withoutEncryption ?? streamOrSEED ?? camelliaWithSHA ?? pairs }

  /// Parts whose hash function is SHA-256, as the suite names none that may be used (RFC 5246 §5).
  private static func parts(_ keyExchange: KeyExchange, _ name: String) -> Parts {
    Parts(keyExchange: keyExchange, protection: .other(name), hash: .sha256)
  }

  /// RFC 5246 §A.5, RFC 8422 §6, RFC 4785, RFC 5487 §3.2, RFC 5489 §3.3.
  private var withoutEncryption: Parts? {
    let keyExchange: KeyExchange
    switch rawValue {
    case 0x0001: return Self.parts(.rsa, "NULL_MD5")
    case 0x003B: return Self.parts(.rsa, "NULL_SHA256")
    case 0x00B0, 0x00B4, 0x00B8, 0xC03A:
      keyExchange = rawValue == 0x00B0 ? .psk : rawValue == 0x00B4 ? .dhePSK : rawValue == 0x00B8 ? .rsaPSK : .ecdhePSK
      return Self.parts(keyExchange, "NULL_SHA256")
    case 0x00B1, 0x00B5, 0x00B9, 0xC03B:
      keyExchange = rawValue == 0x00B1 ? .psk : rawValue == 0x00B5 ? .dhePSK : rawValue == 0x00B9 ? .rsaPSK : .ecdhePSK
      return Parts(keyExchange: keyExchange, protection: .other("NULL_SHA384"), hash: .sha384)
    case 0x0002: keyExchange = .rsa
    case 0x002C: keyExchange = .psk
    case 0x002D: keyExchange = .dhePSK
    case 0x002E: keyExchange = .rsaPSK
    case 0xC006: keyExchange = .ecdheECDSA
    case 0xC010: keyExchange = .ecdheRSA
    case 0xC015: keyExchange = .ecdhAnonymous
    case 0xC039: keyExchange = .ecdhePSK
    default: return nil
    }
    return Self.parts(keyExchange, "NULL_SHA")
  }

  /// RFC 5246 §A.5, RFC 8422 §6, RFC 4279 §2 to §4, RFC 5489 §3.1, all forbidden by RFC 7465; and RFC 4162.
  private var streamOrSEED: Parts? {
    switch rawValue {
    case 0x0004: Self.parts(.rsa, "RC4_128_MD5")
    case 0x0005: Self.parts(.rsa, "RC4_128_SHA")
    case 0x0018: Self.parts(.dhAnonymous, "RC4_128_MD5")
    case 0x008A: Self.parts(.psk, "RC4_128_SHA")
    case 0x008E: Self.parts(.dhePSK, "RC4_128_SHA")
    case 0x0092: Self.parts(.rsaPSK, "RC4_128_SHA")
    case 0xC007: Self.parts(.ecdheECDSA, "RC4_128_SHA")
    case 0xC011: Self.parts(.ecdheRSA, "RC4_128_SHA")
    case 0xC016: Self.parts(.ecdhAnonymous, "RC4_128_SHA")
    case 0xC033: Self.parts(.ecdhePSK, "RC4_128_SHA")
    case 0x0096: Self.parts(.rsa, "SEED_CBC_SHA")
    case 0x0099: Self.parts(.dheDSS, "SEED_CBC_SHA")
    case 0x009A: Self.parts(.dheRSA, "SEED_CBC_SHA")
    case 0x009B: Self.parts(.dhAnonymous, "SEED_CBC_SHA")
    default: nil
    }
  }

  /// RFC 5932 §2.
  private var camelliaWithSHA: Parts? {
    switch rawValue {
    case 0x0041: Self.parts(.rsa, "CAMELLIA_128_CBC_SHA")
    case 0x0044: Self.parts(.dheDSS, "CAMELLIA_128_CBC_SHA")
    case 0x0045: Self.parts(.dheRSA, "CAMELLIA_128_CBC_SHA")
    case 0x0046: Self.parts(.dhAnonymous, "CAMELLIA_128_CBC_SHA")
    case 0x0084: Self.parts(.rsa, "CAMELLIA_256_CBC_SHA")
    case 0x0087: Self.parts(.dheDSS, "CAMELLIA_256_CBC_SHA")
    case 0x0088: Self.parts(.dheRSA, "CAMELLIA_256_CBC_SHA")
    case 0x0089: Self.parts(.dhAnonymous, "CAMELLIA_256_CBC_SHA")
    case 0x00BA: Self.parts(.rsa, "CAMELLIA_128_CBC_SHA256")
    case 0x00BD: Self.parts(.dheDSS, "CAMELLIA_128_CBC_SHA256")
    case 0x00BE: Self.parts(.dheRSA, "CAMELLIA_128_CBC_SHA256")
    case 0x00BF: Self.parts(.dhAnonymous, "CAMELLIA_128_CBC_SHA256")
    case 0x00C0: Self.parts(.rsa, "CAMELLIA_256_CBC_SHA256")
    case 0x00C3: Self.parts(.dheDSS, "CAMELLIA_256_CBC_SHA256")
    case 0x00C4: Self.parts(.dheRSA, "CAMELLIA_256_CBC_SHA256")
    case 0x00C5: Self.parts(.dhAnonymous, "CAMELLIA_256_CBC_SHA256")
    default: nil
    }
  }

  /// RFC 6209 §2 and RFC 6367 §2: in each pair, keys of 128 bits with SHA-256, and then of 256 bits with SHA-384.
  private var pairs: Parts? {
    let (keyExchange, cipher, mode): (KeyExchange, String, String)
    switch rawValue & 0xFFFE {
    case 0xC03C: (keyExchange, cipher, mode) = (.rsa, "ARIA", "CBC")
    case 0xC042: (keyExchange, cipher, mode) = (.dheDSS, "ARIA", "CBC")
    case 0xC044: (keyExchange, cipher, mode) = (.dheRSA, "ARIA", "CBC")
    case 0xC046: (keyExchange, cipher, mode) = (.dhAnonymous, "ARIA", "CBC")
    case 0xC048: (keyExchange, cipher, mode) = (.ecdheECDSA, "ARIA", "CBC")
    case 0xC04C: (keyExchange, cipher, mode) = (.ecdheRSA, "ARIA", "CBC")
    case 0xC064: (keyExchange, cipher, mode) = (.psk, "ARIA", "CBC")
    case 0xC066: (keyExchange, cipher, mode) = (.dhePSK, "ARIA", "CBC")
    case 0xC068: (keyExchange, cipher, mode) = (.rsaPSK, "ARIA", "CBC")
    case 0xC070: (keyExchange, cipher, mode) = (.ecdhePSK, "ARIA", "CBC")
    case 0xC050: (keyExchange, cipher, mode) = (.rsa, "ARIA", "GCM")
    case 0xC052: (keyExchange, cipher, mode) = (.dheRSA, "ARIA", "GCM")
    case 0xC056: (keyExchange, cipher, mode) = (.dheDSS, "ARIA", "GCM")
    case 0xC05A: (keyExchange, cipher, mode) = (.dhAnonymous, "ARIA", "GCM")
    case 0xC05C: (keyExchange, cipher, mode) = (.ecdheECDSA, "ARIA", "GCM")
    case 0xC060: (keyExchange, cipher, mode) = (.ecdheRSA, "ARIA", "GCM")
    case 0xC06A: (keyExchange, cipher, mode) = (.psk, "ARIA", "GCM")
    case 0xC06C: (keyExchange, cipher, mode) = (.dhePSK, "ARIA", "GCM")
    case 0xC06E: (keyExchange, cipher, mode) = (.rsaPSK, "ARIA", "GCM")
    case 0xC072: (keyExchange, cipher, mode) = (.ecdheECDSA, "CAMELLIA", "CBC")
    case 0xC076: (keyExchange, cipher, mode) = (.ecdheRSA, "CAMELLIA", "CBC")
    case 0xC094: (keyExchange, cipher, mode) = (.psk, "CAMELLIA", "CBC")
    case 0xC096: (keyExchange, cipher, mode) = (.dhePSK, "CAMELLIA", "CBC")
    case 0xC098: (keyExchange, cipher, mode) = (.rsaPSK, "CAMELLIA", "CBC")
    case 0xC09A: (keyExchange, cipher, mode) = (.ecdhePSK, "CAMELLIA", "CBC")
    case 0xC07A: (keyExchange, cipher, mode) = (.rsa, "CAMELLIA", "GCM")
    case 0xC07C: (keyExchange, cipher, mode) = (.dheRSA, "CAMELLIA", "GCM")
    case 0xC080: (keyExchange, cipher, mode) = (.dheDSS, "CAMELLIA", "GCM")
    case 0xC084: (keyExchange, cipher, mode) = (.dhAnonymous, "CAMELLIA", "GCM")
    case 0xC086: (keyExchange, cipher, mode) = (.ecdheECDSA, "CAMELLIA", "GCM")
    case 0xC08A: (keyExchange, cipher, mode) = (.ecdheRSA, "CAMELLIA", "GCM")
    case 0xC08E: (keyExchange, cipher, mode) = (.psk, "CAMELLIA", "GCM")
    case 0xC090: (keyExchange, cipher, mode) = (.dhePSK, "CAMELLIA", "GCM")
    case 0xC092: (keyExchange, cipher, mode) = (.rsaPSK, "CAMELLIA", "GCM")
    default: return nil
    }
    let isLong = rawValue & 1 == 1
    let name = isLong ? "\(cipher)_256_\(mode)_SHA384" : "\(cipher)_128_\(mode)_SHA256"
    return Parts(keyExchange: keyExchange, protection: .other(name), hash: isLong ? .sha384 : .sha256)
  }
}
