import CertificateCryptography
import HandshakeVerification

/// Opens the protected records of one side with one set of keys.
struct RecordProtection {
  private enum Cipher {
    /// TLS 1.3 (RFC 8446 §5.2, §5.3).
    case version13(AEAD, iv: [UInt8])
    /// TLS 1.2 with eight bytes of nonce in each record (RFC 5288 §3, RFC 6655 §3).
    case explicitNonce(AEAD, salt: [UInt8])
    /// TLS 1.2 with a nonce from the record's number (RFC 7905 §2).
    case implicitNonce(AEAD, iv: [UInt8])
    /// TLS 1.2 with a block cipher (RFC 5246 §6.2.3.2, RFC 7366).
    case blocks(CBCRecordCipher)
  }

  private let cipher: Cipher
  private let tagByteCount: Int
  /// The number of the next record.
  private var sequence: UInt64 = 0

  /// Whether the rules of TLS 1.3 hold, which hides the type of what is protected.
  var isVersion13: Bool { if case .version13 = cipher { true } else { false } }

  /// The records of TLS 1.3.
  init(version13 aead: AEAD, iv: [UInt8]) {
    (cipher, tagByteCount) = (.version13(aead, iv: iv), 0)
  }

  /// The records of TLS 1.2 with an AEAD cipher, whose IV has four bytes if the rest comes with each record.
  init(version12 aead: AEAD, iv: [UInt8], tagByteCount: Int) {
    cipher = iv.count == 4 ? .explicitNonce(aead, salt: iv) : .implicitNonce(aead, iv: iv)
    self.tagByteCount = tagByteCount
  }

  /// The records of TLS 1.2 with a block cipher.
  init(blocks cipher: CBCRecordCipher) {
    (self.cipher, tagByteCount) = (.blocks(cipher), 0)
  }

  /// Passes over a record, which counts all the same (RFC 5246 §6.1).
  mutating func skip() { sequence += 1 }

  /// Opens the next record, whose bytes begin with its header; `nil` if it isn't authentic.
  ///
  /// The type is that of the contents, or `nil` for one that isn't known.
  mutating func open(_ header: RecordHeader, _ record: Span<UInt8>) -> (type: ContentType?, contents: [UInt8])? {
    let payload = record.extracting(RecordHeader.byteCount...)
    let opened: (ContentType?, [UInt8])?
    switch cipher {
    case .version13(let aead, let iv):
      // RFC 8446 §5.2: the header is authenticated.
      let authenticated = record.extracting(..<RecordHeader.byteCount)
      let nonce = numbered(iv)
      opened = aead.open(payload, nonce: nonce.span, authenticating: authenticated).map(Self.innerContents)
    case .explicitNonce(let aead, let salt):
      guard payload.count >= 8 + tagByteCount else { return nil }
      var nonce = salt
      nonce.append(copying: payload.extracting(..<8))
      let sealed = payload.extracting(8...)
      let authenticated = pseudoHeader(header, sealed.count - tagByteCount)
      opened = aead.open(sealed, nonce: nonce.span, authenticating: authenticated.span).map { (header.type, $0) }
    case .implicitNonce(let aead, let iv):
      guard payload.count >= tagByteCount else { return nil }
      let authenticated = pseudoHeader(header, payload.count - tagByteCount)
      let nonce = numbered(iv)
      opened = aead.open(payload, nonce: nonce.span, authenticating: authenticated.span).map { (header.type, $0) }
    case .blocks(let cipher):
      opened = cipher.open(
        payload, sequenceNumber: sequence, contentType: header.type.rawValue, version: header.version
      ).map { (header.type, $0) }
    }
    if opened != nil { sequence += 1 }
    return opened
  }

  /// RFC 8446 §5.3: the number of the record, padded with zeros in front, added to the IV bit by bit.
  private func numbered(_ iv: [UInt8]) -> [UInt8] {
    var nonce = iv
    for index in 0..<8 {
      nonce[nonce.count - 8 + index] ^= UInt8(truncatingIfNeeded: sequence >> UInt64(56 - 8 * index))
    }
    return nonce
  }

  /// What TLS 1.2 authenticates beside the contents (RFC 5246 §6.2.3.3): number, type, version and length.
  private func pseudoHeader(_ header: RecordHeader, _ count: Int) -> [UInt8] {
    var bytes = (0..<8).map { UInt8(truncatingIfNeeded: sequence >> UInt64(56 - 8 * $0)) }
    bytes.append(header.type.rawValue)
    for number in [Int(header.version), count] {
      bytes.append(UInt8(truncatingIfNeeded: number >> 8))
      bytes.append(UInt8(truncatingIfNeeded: number))
    }
    return bytes
  }

  /// RFC 8446 §5.4: the type is the last byte that isn't zero.
  private static func innerContents(_ plaintext: [UInt8]) -> (ContentType?, [UInt8]) {
    guard let end = plaintext.lastIndex(where: { $0 != 0 }) else { return (nil, []) }
    return (ContentType(rawValue: plaintext[end]), Array(plaintext[..<end]))
  }
}
