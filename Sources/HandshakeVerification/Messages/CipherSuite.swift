package import CertificateCryptography
import Certificates

/// A cipher suite, by its number (RFC 8446 §B.4, RFC 5246 §A.5, and the TLS Cipher Suites registry).
package struct CipherSuite: RawRepresentable, Sendable, Hashable {
  /// The code point.
  package let rawValue: UInt16

  /// Creates a suite from its code point, whether or not it is known.
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  /// How the two sides agree on a secret, and what proves who the server is.
  package enum KeyExchange: Sendable, Hashable {
    /// TLS 1.3, in which extensions tell it.
    case tls13
    /// The client encrypts a secret for the server's RSA key, which proves itself with Finished (RFC 5246 §7.4.7.1).
    case rsa
    /// Finite fields, signed with RSA (RFC 5246 §7.4.3).
    case dheRSA
    /// Finite fields, signed with DSA (RFC 5246 §7.4.3).
    case dheDSS
    /// Elliptic curves, signed with RSA (RFC 8422 §2.2).
    case ecdheRSA
    /// Elliptic curves, signed with ECDSA or EdDSA (RFC 8422 §2.1).
    case ecdheECDSA
    /// Finite fields, with nobody's signature (RFC 5246 §7.4.3).
    case dhAnonymous
    /// Elliptic curves, with nobody's signature (RFC 8422 §2.3).
    case ecdhAnonymous
    /// A secret that both sides know from before, without a certificate (RFC 4279, RFC 5487, RFC 5489).
    case psk, dhePSK, ecdhePSK
    /// A secret that both sides know from before, and the server's RSA key (RFC 4279 §4).
    case rsaPSK

    /// Whether a server of TLS 1.2 has to send its public value in a ServerKeyExchange (RFC 5246 §7.4.3, RFC 4279 §3,
    /// RFC 5489 §2); with static RSA and with a bare secret it must not, or need not.
    package var needsServerKeyExchange: Bool {
      switch self {
      case .dheRSA, .dheDSS, .ecdheRSA, .ecdheECDSA, .dhAnonymous, .ecdhAnonymous, .dhePSK, .ecdhePSK: true
      case .tls13, .rsa, .rsaPSK, .psk: false
      }
    }
  }

  /// How records are protected.
  package enum Protection: Sendable, Hashable {
    /// AES in the mode GCM, with keys of so many bits (RFC 5288, RFC 8446 §5.2).
    case aesGCM(keyBitCount: Int)
    /// AES in the mode CCM, with tags of 16 or 8 bytes (RFC 6655).
    case aesCCM(keyBitCount: Int, tagByteCount: Int)
    /// ChaCha20 and Poly1305 (RFC 7905).
    case chaCha20Poly1305
    /// AES in the mode CBC, with a message authentication code (RFC 5246 §6.2.3.2).
    case aesCBC(keyBitCount: Int, mac: HashAlgorithm)
    /// Triple DES in the mode CBC, which nobody should use (RFC 5246 §A.5).
    case tripleDES
    /// Another one, whose records aren't opened here, by what stands for it in the names of suites.
    case other(String)
  }

  /// What a suite is made of.
  package struct Parts: Sendable, Hashable {
    /// How the two sides agree on a secret.
    package let keyExchange: KeyExchange
    /// How records are protected.
    package let protection: Protection
    /// The hash function of the pseudorandom function, the transcript and Finished.
    package let hash: HashAlgorithm
  }

  /// TLS_EMPTY_RENEGOTIATION_INFO_SCSV, which says something and is no suite (RFC 5746 §3.3).
  package static let renegotiationInfo = CipherSuite(rawValue: 0x00FF)
  /// TLS_FALLBACK_SCSV, which says something and is no suite (RFC 7507 §2).
  package static let fallback = CipherSuite(rawValue: 0x5600)

  /// Whether the suite is one of TLS 1.3; `nil` if it isn't known.
  package var isFor13: Bool? { parts.map { $0.keyExchange == .tls13 } }
}

extension CipherSuite {
  /// What the suite is made of; `nil` if it isn't known.
  package var parts: Parts? {
    switch rawValue {
    // RFC 8446 §B.4.
    case 0x1301: Parts(keyExchange: .tls13, protection: .aesGCM(keyBitCount: 128), hash: .sha256)
    case 0x1302: Parts(keyExchange: .tls13, protection: .aesGCM(keyBitCount: 256), hash: .sha384)
    case 0x1303: Parts(keyExchange: .tls13, protection: .chaCha20Poly1305, hash: .sha256)
    case 0x1304: Parts(keyExchange: .tls13, protection: .aesCCM(keyBitCount: 128, tagByteCount: 16), hash: .sha256)
    case 0x1305: Parts(keyExchange: .tls13, protection: .aesCCM(keyBitCount: 128, tagByteCount: 8), hash: .sha256)
    default: gcm ?? ccm ?? chaCha ?? cbc ?? other
    }
  }

  /// RFC 5288 §3, RFC 5289 §3.2, RFC 5487 §2, RFC 8442 §3: the suites with SHA-384 have keys of 256 bits.
  private var gcm: Parts? {
    let (keyExchange, isLong): (KeyExchange, Bool)
    switch rawValue {
    case 0x009C, 0x009D: (keyExchange, isLong) = (.rsa, rawValue == 0x009D)
    case 0x009E, 0x009F: (keyExchange, isLong) = (.dheRSA, rawValue == 0x009F)
    case 0x00A2, 0x00A3: (keyExchange, isLong) = (.dheDSS, rawValue == 0x00A3)
    case 0x00A6, 0x00A7: (keyExchange, isLong) = (.dhAnonymous, rawValue == 0x00A7)
    case 0x00A8, 0x00A9: (keyExchange, isLong) = (.psk, rawValue == 0x00A9)
    case 0x00AA, 0x00AB: (keyExchange, isLong) = (.dhePSK, rawValue == 0x00AB)
    case 0x00AC, 0x00AD: (keyExchange, isLong) = (.rsaPSK, rawValue == 0x00AD)
    case 0xC02B, 0xC02C: (keyExchange, isLong) = (.ecdheECDSA, rawValue == 0xC02C)
    case 0xC02F, 0xC030: (keyExchange, isLong) = (.ecdheRSA, rawValue == 0xC030)
    case 0xD001, 0xD002: (keyExchange, isLong) = (.ecdhePSK, rawValue == 0xD002)
    default: return nil
    }
    return Parts(
      keyExchange: keyExchange, protection: .aesGCM(keyBitCount: isLong ? 256 : 128), hash: isLong ? .sha384 : .sha256)
  }

  /// RFC 6655 §3, §4 and RFC 7251 §2: all with SHA-256.
  private var ccm: Parts? {
    let (keyExchange, keyBitCount, tagByteCount): (KeyExchange, Int, Int)
    switch rawValue {
    case 0xC09C, 0xC09D: (keyExchange, keyBitCount, tagByteCount) = (.rsa, rawValue == 0xC09D ? 256 : 128, 16)
    case 0xC09E, 0xC09F: (keyExchange, keyBitCount, tagByteCount) = (.dheRSA, rawValue == 0xC09F ? 256 : 128, 16)
    case 0xC0A0, 0xC0A1: (keyExchange, keyBitCount, tagByteCount) = (.rsa, rawValue == 0xC0A1 ? 256 : 128, 8)
    case 0xC0A2, 0xC0A3: (keyExchange, keyBitCount, tagByteCount) = (.dheRSA, rawValue == 0xC0A3 ? 256 : 128, 8)
    case 0xC0A4, 0xC0A5: (keyExchange, keyBitCount, tagByteCount) = (.psk, rawValue == 0xC0A5 ? 256 : 128, 16)
    case 0xC0A6, 0xC0A7: (keyExchange, keyBitCount, tagByteCount) = (.dhePSK, rawValue == 0xC0A7 ? 256 : 128, 16)
    case 0xC0A8, 0xC0A9: (keyExchange, keyBitCount, tagByteCount) = (.psk, rawValue == 0xC0A9 ? 256 : 128, 8)
    case 0xC0AA, 0xC0AB: (keyExchange, keyBitCount, tagByteCount) = (.dhePSK, rawValue == 0xC0AB ? 256 : 128, 8)
    case 0xC0AC, 0xC0AD: (keyExchange, keyBitCount, tagByteCount) = (.ecdheECDSA, rawValue == 0xC0AD ? 256 : 128, 16)
    case 0xC0AE, 0xC0AF: (keyExchange, keyBitCount, tagByteCount) = (.ecdheECDSA, rawValue == 0xC0AF ? 256 : 128, 8)
    case 0xD003: (keyExchange, keyBitCount, tagByteCount) = (.ecdhePSK, 128, 8)
    case 0xD005: (keyExchange, keyBitCount, tagByteCount) = (.ecdhePSK, 128, 16)
    default: return nil
    }
    return Parts(
      keyExchange: keyExchange, protection: .aesCCM(keyBitCount: keyBitCount, tagByteCount: tagByteCount),
      hash: .sha256)
  }

  /// RFC 7905 §2: all with SHA-256.
  private var chaCha: Parts? {
    let keyExchange: KeyExchange
    switch rawValue {
    case 0xCCA8: keyExchange = .ecdheRSA
    case 0xCCA9: keyExchange = .ecdheECDSA
    case 0xCCAA: keyExchange = .dheRSA
    case 0xCCAB: keyExchange = .psk
    case 0xCCAC: keyExchange = .ecdhePSK
    case 0xCCAD: keyExchange = .dhePSK
    case 0xCCAE: keyExchange = .rsaPSK
    default: return nil
    }
    return Parts(keyExchange: keyExchange, protection: .chaCha20Poly1305, hash: .sha256)
  }

  /// RFC 5246 §A.5, RFC 8422 §6, RFC 5289 §3.1, RFC 4279, RFC 5487 §3, RFC 5489 §3: with HMAC of SHA-1, SHA-256 or
  /// SHA-384; the hash function of everything else is SHA-256 unless the suite names SHA-384.
  private var cbc: Parts? {
    let (keyExchange, protection): (KeyExchange, Protection)
    switch rawValue {
    case 0x000A: (keyExchange, protection) = (.rsa, .tripleDES)
    case 0x0013: (keyExchange, protection) = (.dheDSS, .tripleDES)
    case 0x0016: (keyExchange, protection) = (.dheRSA, .tripleDES)
    case 0xC008: (keyExchange, protection) = (.ecdheECDSA, .tripleDES)
    case 0xC012: (keyExchange, protection) = (.ecdheRSA, .tripleDES)
    case 0x001B: (keyExchange, protection) = (.dhAnonymous, .tripleDES)
    case 0xC017: (keyExchange, protection) = (.ecdhAnonymous, .tripleDES)
    case 0x008B: (keyExchange, protection) = (.psk, .tripleDES)
    case 0x008F: (keyExchange, protection) = (.dhePSK, .tripleDES)
    case 0x0093: (keyExchange, protection) = (.rsaPSK, .tripleDES)
    case 0xC034: (keyExchange, protection) = (.ecdhePSK, .tripleDES)
    case 0x002F: (keyExchange, protection) = (.rsa, .aesCBC(keyBitCount: 128, mac: .sha1))
    case 0x0032: (keyExchange, protection) = (.dheDSS, .aesCBC(keyBitCount: 128, mac: .sha1))
    case 0x0033: (keyExchange, protection) = (.dheRSA, .aesCBC(keyBitCount: 128, mac: .sha1))
    case 0x0034: (keyExchange, protection) = (.dhAnonymous, .aesCBC(keyBitCount: 128, mac: .sha1))
    case 0x0035: (keyExchange, protection) = (.rsa, .aesCBC(keyBitCount: 256, mac: .sha1))
    case 0x0038: (keyExchange, protection) = (.dheDSS, .aesCBC(keyBitCount: 256, mac: .sha1))
    case 0x0039: (keyExchange, protection) = (.dheRSA, .aesCBC(keyBitCount: 256, mac: .sha1))
    case 0x003A: (keyExchange, protection) = (.dhAnonymous, .aesCBC(keyBitCount: 256, mac: .sha1))
    case 0x003C: (keyExchange, protection) = (.rsa, .aesCBC(keyBitCount: 128, mac: .sha256))
    case 0x003D: (keyExchange, protection) = (.rsa, .aesCBC(keyBitCount: 256, mac: .sha256))
    case 0x0040: (keyExchange, protection) = (.dheDSS, .aesCBC(keyBitCount: 128, mac: .sha256))
    case 0x0067: (keyExchange, protection) = (.dheRSA, .aesCBC(keyBitCount: 128, mac: .sha256))
    case 0x006A: (keyExchange, protection) = (.dheDSS, .aesCBC(keyBitCount: 256, mac: .sha256))
    case 0x006B: (keyExchange, protection) = (.dheRSA, .aesCBC(keyBitCount: 256, mac: .sha256))
    case 0x006C: (keyExchange, protection) = (.dhAnonymous, .aesCBC(keyBitCount: 128, mac: .sha256))
    case 0x006D: (keyExchange, protection) = (.dhAnonymous, .aesCBC(keyBitCount: 256, mac: .sha256))
    case 0xC009: (keyExchange, protection) = (.ecdheECDSA, .aesCBC(keyBitCount: 128, mac: .sha1))
    case 0xC00A: (keyExchange, protection) = (.ecdheECDSA, .aesCBC(keyBitCount: 256, mac: .sha1))
    case 0xC013: (keyExchange, protection) = (.ecdheRSA, .aesCBC(keyBitCount: 128, mac: .sha1))
    case 0xC014: (keyExchange, protection) = (.ecdheRSA, .aesCBC(keyBitCount: 256, mac: .sha1))
    case 0xC018: (keyExchange, protection) = (.ecdhAnonymous, .aesCBC(keyBitCount: 128, mac: .sha1))
    case 0xC019: (keyExchange, protection) = (.ecdhAnonymous, .aesCBC(keyBitCount: 256, mac: .sha1))
    case 0xC023: (keyExchange, protection) = (.ecdheECDSA, .aesCBC(keyBitCount: 128, mac: .sha256))
    case 0xC024: (keyExchange, protection) = (.ecdheECDSA, .aesCBC(keyBitCount: 256, mac: .sha384))
    case 0xC027: (keyExchange, protection) = (.ecdheRSA, .aesCBC(keyBitCount: 128, mac: .sha256))
    case 0xC028: (keyExchange, protection) = (.ecdheRSA, .aesCBC(keyBitCount: 256, mac: .sha384))
    case 0x008C: (keyExchange, protection) = (.psk, .aesCBC(keyBitCount: 128, mac: .sha1))
    case 0x008D: (keyExchange, protection) = (.psk, .aesCBC(keyBitCount: 256, mac: .sha1))
    case 0x0090: (keyExchange, protection) = (.dhePSK, .aesCBC(keyBitCount: 128, mac: .sha1))
    case 0x0091: (keyExchange, protection) = (.dhePSK, .aesCBC(keyBitCount: 256, mac: .sha1))
    case 0x0094: (keyExchange, protection) = (.rsaPSK, .aesCBC(keyBitCount: 128, mac: .sha1))
    case 0x0095: (keyExchange, protection) = (.rsaPSK, .aesCBC(keyBitCount: 256, mac: .sha1))
    case 0x00AE: (keyExchange, protection) = (.psk, .aesCBC(keyBitCount: 128, mac: .sha256))
    case 0x00AF: (keyExchange, protection) = (.psk, .aesCBC(keyBitCount: 256, mac: .sha384))
    case 0x00B2: (keyExchange, protection) = (.dhePSK, .aesCBC(keyBitCount: 128, mac: .sha256))
    case 0x00B3: (keyExchange, protection) = (.dhePSK, .aesCBC(keyBitCount: 256, mac: .sha384))
    case 0x00B6: (keyExchange, protection) = (.rsaPSK, .aesCBC(keyBitCount: 128, mac: .sha256))
    case 0x00B7: (keyExchange, protection) = (.rsaPSK, .aesCBC(keyBitCount: 256, mac: .sha384))
    case 0xC035: (keyExchange, protection) = (.ecdhePSK, .aesCBC(keyBitCount: 128, mac: .sha1))
    case 0xC036: (keyExchange, protection) = (.ecdhePSK, .aesCBC(keyBitCount: 256, mac: .sha1))
    case 0xC037: (keyExchange, protection) = (.ecdhePSK, .aesCBC(keyBitCount: 128, mac: .sha256))
    case 0xC038: (keyExchange, protection) = (.ecdhePSK, .aesCBC(keyBitCount: 256, mac: .sha384))
    default: return nil
    }
    if case .aesCBC(_, .sha384) = protection {
      return Parts(keyExchange: keyExchange, protection: protection, hash: .sha384)
    }
    return Parts(keyExchange: keyExchange, protection: protection, hash: .sha256)
  }
}

extension CipherSuite: CustomStringConvertible {
  /// The registry's name, such as `TLS_AES_128_GCM_SHA256`, or the number if the suite isn't known.
  package var description: String {
    switch self {
    case .renegotiationInfo: return "TLS_EMPTY_RENEGOTIATION_INFO_SCSV"
    case .fallback: return "TLS_FALLBACK_SCSV"
    default: break
    }
    guard let parts else { return DisplayText.codePoint(rawValue) }
    let digest = parts.hash == .sha384 ? "SHA384" : "SHA256"
    let protection =
      switch parts.protection {
      case .aesGCM(let bits): "AES_\(bits)_GCM_\(digest)"
      // RFC 6655 has no digest in its names, RFC 8446 and RFC 8442 do.
      case .aesCCM(let bits, let tag):
        "AES_\(bits)_CCM\(tag == 8 ? "_8" : "")" + (rawValue < 0xC000 || rawValue >= 0xD000 ? "_\(digest)" : "")
      case .chaCha20Poly1305: "CHACHA20_POLY1305_\(digest)"
      case .aesCBC(let bits, .sha1): "AES_\(bits)_CBC_SHA"
      case .aesCBC(let bits, _): "AES_\(bits)_CBC_\(digest)"
      case .tripleDES: "3DES_EDE_CBC_SHA"
      case .other(let name): name
      }
    // RFC 6655 §4: two names have the words the other way round.
    if rawValue == 0xC0AA || rawValue == 0xC0AB { return "TLS_PSK_DHE_WITH_\(protection)" }
    guard parts.keyExchange != .tls13 else { return "TLS_" + protection }
    return "TLS_\(parts.keyExchange.name)_WITH_\(protection)"
  }
}

extension CipherSuite.KeyExchange {
  /// What stands for it in the names of suites.
  fileprivate var name: String {
    switch self {
    case .tls13: ""
    case .rsa: "RSA"
    case .dheRSA: "DHE_RSA"
    case .dheDSS: "DHE_DSS"
    case .ecdheRSA: "ECDHE_RSA"
    case .ecdheECDSA: "ECDHE_ECDSA"
    case .dhAnonymous: "DH_anon"
    case .ecdhAnonymous: "ECDH_anon"
    case .psk: "PSK"
    case .dhePSK: "DHE_PSK"
    case .ecdhePSK: "ECDHE_PSK"
    case .rsaPSK: "RSA_PSK"
    }
  }
}
