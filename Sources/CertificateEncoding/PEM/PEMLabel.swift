/// What the BEGIN line of a PEM block says that the block holds (RFC 7468 §3).
public enum PEMLabel: Sendable, Hashable {
  /// A certificate: `CERTIFICATE`, or `X509 CERTIFICATE` of old.
  case certificate
  /// A certificate followed by what it is trusted for, as OpenSSL writes it: `TRUSTED CERTIFICATE`.
  case trustedCertificate
  /// A request for a certificate: `CERTIFICATE REQUEST` or `NEW CERTIFICATE REQUEST`.
  case certificateRequest
  /// A certificate revocation list: `X509 CRL`.
  case revocationList
  /// A CMS or PKCS #7 structure: `PKCS7` or `CMS`.
  case pkcs7
  /// A public key: `PUBLIC KEY` or `RSA PUBLIC KEY`.
  case publicKey
  /// A private key of any form, such as `EC PRIVATE KEY`, with the label's text; its contents are never decoded.
  case privateKey(String)
  /// Parameters of a key or an algorithm, such as `EC PARAMETERS`, with the label's text.
  case parameters(String)
  /// Any other label, with its text.
  case other(String)

  /// The label's text; of a label with several spellings, the one that RFC 7468 wants written.
  public var text: String {
    switch self {
    case .certificate: "CERTIFICATE"
    case .trustedCertificate: "TRUSTED CERTIFICATE"
    case .certificateRequest: "CERTIFICATE REQUEST"
    case .revocationList: "X509 CRL"
    case .pkcs7: "PKCS7"
    case .publicKey: "PUBLIC KEY"
    case .privateKey(let text), .parameters(let text), .other(let text): text
    }
  }

  /// Creates the label that stands at `range` of `bytes`, which are printable ASCII.
  init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    // The common labels come first, and cost no string.
    if bytes.equals("CERTIFICATE", at: range) || bytes.equals("X509 CERTIFICATE", at: range) {
      self = .certificate
    } else if bytes.equals("TRUSTED CERTIFICATE", at: range) {
      self = .trustedCertificate
    } else if bytes.equals("CERTIFICATE REQUEST", at: range) || bytes.equals("NEW CERTIFICATE REQUEST", at: range) {
      self = .certificateRequest
    } else if bytes.equals("X509 CRL", at: range) {
      self = .revocationList
    } else if bytes.equals("PKCS7", at: range) || bytes.equals("CMS", at: range) {
      self = .pkcs7
    } else if bytes.equals("PUBLIC KEY", at: range) || bytes.equals("RSA PUBLIC KEY", at: range) {
      self = .publicKey
    } else {
      var characters: [UInt8] = []
      characters.reserveCapacity(range.count)
      for offset in range { characters.append(bytes[offset]) }
      let text = String(decoding: characters, as: UTF8.self)
      // `PGP PRIVATE KEY BLOCK` is no less private for what stands behind it.
      if bytes.contains("PRIVATE KEY", in: range) {
        self = .privateKey(text)
      } else if bytes.contains("PARAMETERS", in: range.suffix(10)) {
        self = .parameters(text)
      } else {
        self = .other(text)
      }
    }
  }

  /// Whether the contents are secret.
  var isPrivateKey: Bool {
    if case .privateKey = self { true } else { false }
  }
}

extension Span<UInt8> {
  /// Whether the bytes at `range` are those of `word`.
  @inline(__always)
  func equals(_ word: String, at range: Range<Int>) -> Bool {
    range.count == word.utf8.count && starts(with: word, at: range.lowerBound)
  }

  /// Whether the bytes at two ranges are the same.
  func equals(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    guard first.count == second.count else { return false }
    let (one, other) = (extracting(first), extracting(second))
    var difference: UInt8 = 0
    // Without an early exit, which would cost more than the few bytes that a label has.
    for index in one.indices { difference |= one[index] ^ other[index] }
    return difference == 0
  }

  /// Whether the bytes from `position` on start with those of `word`.
  @inline(__always)
  func starts(with word: String, at position: Int) -> Bool {
    guard position >= 0, position <= count, count - position >= word.utf8.count else { return false }
    var offset = position
    for character in word.utf8 {
      guard self[offset] == character else { return false }
      offset += 1
    }
    return true
  }

  /// Whether `word` stands somewhere within `range`.
  fileprivate func contains(_ word: String, in range: Range<Int>) -> Bool {
    let length = word.utf8.count
    guard range.count >= length else { return false }
    for start in range.lowerBound...range.upperBound - length where starts(with: word, at: start) { return true }
    return false
  }
}
